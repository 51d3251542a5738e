package io.lumbar.application.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

import io.lumbar.application.client.Clients;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Sex;
import io.lumbar.domain.client.Contact;

/** Clients whom nobody can take for real ones: their names say so. */
final class InventedPeople {
    private static final List<String> GIVEN = List.of("Exampla", "Fictor", "Imagina", "Mockbert", "Inventia",
            "Samplius",
            "Fabula", "Pretendo", "Testina", "Notreal", "Phantasma", "Ersatz", "Dummya", "Placeholdo", "Specima",
            "Probius", "Figmenta", "Chimeron", "Illusia", "Wasnever", "Allegoria", "Utopio", "Mirage", "Legendo",
            "Fantasia", "Parabel", "Simula", "Hologram", "Avatara", "Protocol");
    private static final List<String> FAMILY = List.of("Exampleman", "Fictionfield", "Sampleton", "Placeholder",
            "Inventedsson", "Imaginova", "Mockingham", "Testerberg", "Nobodyski", "Unrealis", "Demowitz", "Madeupson",
            "Pseudonymos", "Neverwas", "Specimenez", "Dummyman", "Fabricata", "Voorbeeldsma", "Mustermensch",
            "Exempeldotter", "Esempioni", "Ejemplez", "Exempleau", "Vymyslova", "Figmentsen", "Phantomley",
            "Loremipsum",
            "Foobarian", "Bazquux", "Hypotheticus", "Untruthe", "Makebelieve", "Storybook", "Fableton", "Legendary",
            "Mythmaker", "Notabene", "Whatsisname", "Soandso", "Anonymova");
    private static final int YOUNGEST = 18;
    private static final int AGES = 33;
    private static final int DAYS = 120;

    private InventedPeople() {}

    static String given(int n) {
        return GIVEN.get(Math.floorMod(n, GIVEN.size()));
    }

    /** Nobody has another's name and birth date: those of one name are born on days that leave another rest. */
    static Clients.Details details(int person, LocalDate openedOn, SplittableRandom random) {
        int names = GIVEN.size() * FAMILY.size();
        String family = FAMILY.get(person % FAMILY.size());
        String given = given(person / FAMILY.size());
        int round = person / names;
        // The sum of two leans to the middle of life, as back pain does.
        int age = YOUNGEST + random.nextInt(AGES) + random.nextInt(AGES);
        LocalDate born = LocalDate.of(openedOn.getYear() - age - 1, 1, 1).plusDays(3L * random.nextInt(DAYS) + round);
        double sex = random.nextDouble();
        return new Clients.Details(new PersonName(given, family), born,
                sex < 0.56 ? Sex.FEMALE : sex < 0.98 ? Sex.MALE : Sex.OTHER,
                new Contact("demo-" + person + "@example.invalid", null, null));
    }
}
