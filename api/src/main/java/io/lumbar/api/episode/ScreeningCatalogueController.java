package io.lumbar.api.episode;

import java.util.List;
import java.util.Set;

import io.lumbar.domain.Style;
import io.lumbar.domain.episode.ScreeningCatalogue;
import io.lumbar.domain.episode.ScreeningItem;
import io.lumbar.domain.episode.ScreeningLevel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/screening-catalogues")
@Tag(name = "Screening catalogues")
class ScreeningCatalogueController {

    record Released(List<Catalogue> items) {}

    record Catalogue(@Schema(description = "What catalogueVersion of a screening names") int version,
            @Schema(description = "In the order in which they are asked") List<Item> items) {

        private static Catalogue of(ScreeningCatalogue catalogue) {
            return new Catalogue(catalogue.version(), catalogue.items().stream().map(Item::of).toList());
        }
    }

    /** What is looked for, and what it leads to. */
    record Item(String code,
            @Schema(description = "A sign of age asks for clearance beside another sign of its group") String group,
            @Schema(description = "What it asks for by itself, the gravest first: EMERGENCY same-day referral, STOP urgent "
                    + "referral, CLEARANCE a physician's word, MODIFY without certain styles, LOCAL without the areas "
                    + "concerned, NOTE nothing") ScreeningLevel level,
            String sign, String action,
            @Schema(description = "Whether it is reported as {code, areas}") boolean needsAreas,
            @Schema(description = "Styles that are not given, unless a clearance names them") Set<Style> ruledOut,
            @Schema(description = "Where it follows from the client's age; else null") @Nullable Age age,
            String source) {

        private static Item of(ScreeningItem item) {
            return new Item(item.code(), item.group(), item.level(), item.sign(), item.action(),
                    item.level() == ScreeningLevel.LOCAL, item.ruledOut(),
                    item.age() == null ? null : new Age(item.age().under(), item.age().over()), item.source());
        }
    }

    record Age(@Schema(description = "Completed years; 0 for none") int under, int over) {}

    @GetMapping
    @Operation(summary = "Every released version of the screening catalogue with its items, the oldest first")
    Released screeningCatalogues() {
        return new Released(ScreeningCatalogue.released().stream().map(Catalogue::of).toList());
    }
}
