package io.lumbar.api.imports;

import io.lumbar.api.Bodies;

/** Lines as another system writes them. */
public final class Line {

    private Line() {}

    /**
     * A discharged episode that was opened 150 days ago: two sessions, one of them with a measurement and an adverse event,
     * a discharge and a follow-up.
     *
     * @param hour of the sessions, so that histories do not meet in time
     */
    public static String whole(String externalId, String clinic, String licenceNumber, int hour) {
        return """
                {"externalId": "%1$s", "clinicId": "%2$s",
                 "client": {"name": {"given": "Mila", "family": "%3$s"}, "dateOfBirth": "1985-05-05", "sex": "FEMALE",
                  "consents": [{"purpose": "TREATMENT", "textVersion": "2026-01", "givenAt": "%4$s"}]},
                 "episode": {"openedAt": "%5$s",
                  "complaint": {"onsetOn": "%6$s", "sites": ["LUMBAR"], "causes": ["IMPROPER_LIFTING"]},
                  "screening": {"catalogueVersion": 1, "positive": []},
                  "baseline": [{"instrument": "NPRS", "score": 7}]},
                 "followUps": [{"kind": "W6", "takenAt": "%12$s", "pgic": 2,
                   "measurements": [{"instrument": "NPRS", "score": 2}], "furtherCare": "NONE"}],
                 "assignments": [{"licenceNumber": "%7$s", "at": "%8$s"}],
                 "sessions": [
                  {"externalId": "s2", "startedAt": "%10$s", "minutes": 45, "style": "SWEDISH", "kind": "WHOLE_BODY",
                   "measurements": [{"instrument": "NPRS", "score": 4}], "note": "looser"},
                  {"externalId": "s1", "startedAt": "%9$s", "minutes": 30, "style": "SWEDISH", "kind": "STRUCTURAL"}],
                 "measurements": [{"instrument": "ODI", "score": 24, "takenAt": "%8$s"}],
                 "adverseEvents": [{"duration": "HOURS", "severity": "MILD", "occurredAt": "%10$s",
                   "sessionExternalId": "s2", "description": "sore"}],
                 "discharge": {"reason": "GOALS_MET", "at": "%11$s"}}"""
                .formatted(externalId, clinic, Bodies.familyName(), Bodies.at(200, 8), Bodies.at(150, 8),
                        Bodies.day(180), licenceNumber, Bodies.at(149, 7), Bodies.at(140, hour), Bodies.at(130, hour),
                        Bodies.at(120, 22), Bodies.at(78, 9))
                .replace('\n', ' ');
    }
}
