package io.lumbar.domain.episode;

import java.util.List;
import java.util.Set;

import io.lumbar.domain.Style;

import static io.lumbar.domain.Style.DEEP_TISSUE;
import static io.lumbar.domain.Style.HOT_STONE;
import static io.lumbar.domain.Style.TRIGGER_POINT;
import static io.lumbar.domain.episode.ScreeningLevel.CLEARANCE;
import static io.lumbar.domain.episode.ScreeningLevel.EMERGENCY;
import static io.lumbar.domain.episode.ScreeningLevel.LOCAL;
import static io.lumbar.domain.episode.ScreeningLevel.MODIFY;
import static io.lumbar.domain.episode.ScreeningLevel.NOTE;
import static io.lumbar.domain.episode.ScreeningLevel.STOP;

/**
 * The items of version 1, fixed since its release; a change is a new version. Single flags are weak evidence
 * (Verhagen et al. 2016 found 46 in 16 guidelines) and sources disagree on contraindications (Batavia 2004 found 3 to
 * 86 items in 21 sources), which is why the catalogue has versions at all.
 */
final class CatalogueV1 {

    private static final String CAUDA_EQUINA = "BMJ Best Practice, cauda equina syndrome; Verhagen et al. 2016";
    private static final String RED_FLAGS = "AHCPR table of red flags; Verhagen et al. 2016";
    private static final String AGE_RULE = RED_FLAGS + "; derived from the birth date and a note alone: our choice";
    private static final String CONTRAINDICATIONS = "Batavia 2004";
    private static final String STYLE_RULE = CONTRAINDICATIONS + "; styles ruled out: our choice";

    private static final String SAME_DAY = "Do not treat. Refer on the same day.";
    private static final String URGENT = "Do not treat. Refer urgently.";
    private static final String CLEAR_FIRST = "Do not treat before a physician has cleared it.";
    private static final String NO_PRESSURE = CLEAR_FIRST + " Then no deep tissue and no trigger point massage, unless"
            + " the clearance names the style.";
    private static final String NO_HEAT = "No hot stones, unless a clearance names the style.";
    private static final String LEAVE_OUT = "Leave the area out of treatment.";
    private static final String WEIGH = "Note it; beside another sign of the group have a physician clear it.";

    static final List<ScreeningItem> ITEMS = List.of(
            redFlag("RF-CES-1", EMERGENCY, "Numbness of the saddle area", SAME_DAY, CAUDA_EQUINA),
            redFlag("RF-CES-2", EMERGENCY, "New disturbance of the bladder", SAME_DAY, CAUDA_EQUINA),
            redFlag("RF-CES-3", EMERGENCY, "New disturbance of the bowel", SAME_DAY, CAUDA_EQUINA),
            redFlag("RF-CES-4", EMERGENCY, "Deficit of both legs, or weakness that progresses", SAME_DAY, CAUDA_EQUINA),
            redFlag("RF-CES-5", EMERGENCY, "New sexual dysfunction", SAME_DAY, CAUDA_EQUINA),
            redFlag("RF-AAA-1", EMERGENCY, "Suspicion of an aortic aneurysm", SAME_DAY, RED_FLAGS),
            redFlag("RF-NEU-1", STOP, "Severe or progressive motor deficit, such as foot drop", URGENT, RED_FLAGS),
            redFlag("RF-INF-1", STOP, "Fever or chills", URGENT, RED_FLAGS),
            redFlag("RF-INF-2", STOP, "Recent bacterial infection", URGENT, RED_FLAGS),
            redFlag("RF-INF-3", STOP, "Intravenous drug use", URGENT, RED_FLAGS),
            redFlag("RF-INF-4", STOP, "Suppressed immune system", URGENT, RED_FLAGS),
            redFlag("RF-FRX-1", CLEARANCE, "Major trauma", CLEAR_FIRST, RED_FLAGS),
            redFlag("RF-FRX-2", CLEARANCE, "Minor trauma in an older or osteoporotic person", CLEAR_FIRST, RED_FLAGS),
            redFlag("RF-FRX-3", CLEARANCE, "Prolonged use of corticosteroids", CLEAR_FIRST, RED_FLAGS),
            ageSign("RF-FRX-4", "Age over 50", new AgeSign(0, 50)),
            redFlag("RF-MAL-1", CLEARANCE, "History of cancer", CLEAR_FIRST, RED_FLAGS),
            redFlag("RF-MAL-2", CLEARANCE, "Unexplained loss of weight", CLEAR_FIRST, RED_FLAGS),
            redFlag("RF-MAL-3", CLEARANCE, "Pain at night or at rest", CLEAR_FIRST, RED_FLAGS),
            ageSign("RF-MAL-4", "Age under 20 or over 50", new AgeSign(20, 50)),
            contraindication("CI-DVT", STOP, "Known blood clot or thrombophlebitis", URGENT),
            contraindication("CI-SYSINF", STOP, "Acute infection of the whole body", URGENT),
            contraindication("CI-HTN", STOP, "Severe uncontrolled hypertension", URGENT),
            contraindication("CI-PREECL", STOP, "Pre-eclampsia", URGENT),
            contraindication("CI-INTOX", STOP, "Intoxication", URGENT),
            contraindication("CI-SKIN", LOCAL, "Infection of the skin", LEAVE_OUT),
            contraindication("CI-WOUND", LOCAL, "Open wound or burn", LEAVE_OUT),
            contraindication("CI-VARIX", LOCAL, "Varicose veins", LEAVE_OUT),
            contraindication("CI-TUMOUR", LOCAL, "Site of a tumour", LEAVE_OUT),
            ruledOut("CI-ANTICOAG", CLEARANCE, "Anticoagulants or a bleeding disorder", NO_PRESSURE, DEEP_TISSUE,
                    TRIGGER_POINT),
            ruledOut("CI-OSTEO", CLEARANCE, "Osteoporosis", NO_PRESSURE, DEEP_TISSUE, TRIGGER_POINT),
            contraindication("CI-CANCER", CLEARANCE, "Cancer therapy", CLEAR_FIRST),
            contraindication("CI-PREG", CLEARANCE, "Pregnancy", CLEAR_FIRST),
            contraindication("CI-CARDIAC", CLEARANCE, "Heart failure or unstable angina", CLEAR_FIRST),
            contraindication("CI-SURG", CLEARANCE, "Surgery or fracture in the last 6 weeks", CLEAR_FIRST),
            contraindication("CI-EPIL", CLEARANCE, "Epilepsy", CLEAR_FIRST),
            ruledOut("CI-NEUROP", MODIFY, "Neuropathy", NO_HEAT, HOT_STONE),
            ruledOut("CI-DIAB", MODIFY, "Diabetes", NO_HEAT, HOT_STONE));

    private CatalogueV1() {}

    private static ScreeningItem redFlag(String code, ScreeningLevel level, String sign, String action, String source) {
        return new ScreeningItem(code, level, sign, action, Set.of(), null, source);
    }

    private static ScreeningItem ageSign(String code, String sign, AgeSign age) {
        return new ScreeningItem(code, NOTE, sign, WEIGH, Set.of(), age, AGE_RULE);
    }

    private static ScreeningItem contraindication(String code, ScreeningLevel level, String sign, String action) {
        return new ScreeningItem(code, level, sign, action, Set.of(), null, CONTRAINDICATIONS);
    }

    private static ScreeningItem ruledOut(String code, ScreeningLevel level, String sign, String action,
            Style... styles) {
        return new ScreeningItem(code, level, sign, action, Set.of(styles), null, STYLE_RULE);
    }
}
