package io.lumbar.api.openapi;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;

import io.lumbar.api.json.Ids;
import io.lumbar.application.Position;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is said once for the whole API: title, security, and what every request and answer shares. */
@Configuration(proxyBeanMethods = false)
class Description {
    private static final String OAUTH = "oauth2";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Request.class, Position.class, Scope.class)
                .replaceWithClass(Position.class, String.class).replaceWithClass(ZoneId.class, String.class)
                .replaceWithSchema(LocalTime.class, Shared.type("string").format("time"));
        Ids.makers().keySet()
                .forEach(id -> SpringDocUtils.getConfig().replaceWithClass(id, UUID.class));
    }

    @Bean
    OpenAPI openApi() {
        var components = new Components().addSecuritySchemes(OAUTH,
                new SecurityScheme().type(SecurityScheme.Type.OAUTH2).flows(new OAuthFlows()
                        .clientCredentials(new OAuthFlow().tokenUrl("/oauth2/token").scopes(new Scopes()))));
        Shared.declare(components);
        return new OpenAPI().info(new Info().title("Lumbar").version("v1").description("""
                Care episodes of lower back pain: intake, assignment, sessions, follow-ups, and what they achieved.
                Absent values are null. Instants have an offset. Unknown fields and parameters are refused.

                With each operation stand the roles that may call it and how far they reach: `own` the episodes that the
                calling therapist is responsible for or gives a session in, and their clients; `clinic` everything at the
                clinics that the caller is bound to; `every` only callers who are bound to every clinic. What lies beyond
                is not there: 404 in the path, unknown in a body, absent from lists and reports.""")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .addSecurityItem(new SecurityRequirement().addList(OAUTH)).components(components);
    }

    @Bean
    ModelResolver openApiModels(ObjectMapperProvider mappers) {
        return new RecordModels(mappers.jsonMapper());
    }
}
