package io.lumbar.api;

import io.lumbar.api.access.RouteTable;
import org.springframework.stereotype.Component;

/** Who may call {@link Probes}. */
@Component
class ProbeRows implements RouteTable.MoreRows {

    @Override
    public String text() {
        return """
                POST /api/v1/probes/seen            clinic  own     clinic  clinic  clinic
                POST /api/v1/probes/{id}/made       clinic  own     clinic  clinic  clinic
                POST /api/v1/probes/{id}/done       clinic  own     clinic  clinic  clinic
                GET  /api/v1/probes/{id}            clinic  own     clinic  clinic  clinic
                GET  /api/v1/probes                 clinic  own     clinic  clinic  clinic
                GET  /api/v1/probes/failures/{kind} clinic  own     clinic  clinic  clinic
                GET  /api/v1/probes/undeclared/{what} clinic own    clinic  clinic  clinic
                """;
    }
}
