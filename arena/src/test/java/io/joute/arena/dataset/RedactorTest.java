package io.joute.arena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final int CONVERSATIONS = 2000;

    private final Redactor redactor = new Redactor();

    /** The figures that every data card states are those measured here. */
    @Test
    void doesAsWellOnPlantedDataAsTheDataCardSays() {
        PlantedTexts texts = new PlantedTexts(20261125);
        Map<Personal, int[]> counts = new EnumMap<>(Personal.class);
        for (Personal kind : Personal.values()) {
            counts.put(kind, new int[3]);
        }
        for (int i = 0; i < CONVERSATIONS; i++) {
            PlantedTexts.Conversation conversation = texts.next();
            String left = redactor.redact(conversation.text()).text();
            for (PlantedTexts.Item item : conversation.items()) {
                int[] count = counts.computeIfAbsent(item.kind(), kind -> new int[3]);
                count[0]++;
                count[1] += left.contains(item.text()) ? 0 : 1;
            }
            redactor.redact(conversation.plain())
                    .found()
                    .forEach((kind, count) -> counts.computeIfAbsent(kind, each -> new int[3])[2] += count);
        }
        RedactionFigures.measured()
                .kinds()
                .forEach((kind, told) -> assertThat(counts.get(kind))
                        .as("%s planted, found, wrong", kind)
                        .containsExactly(told.planted(), told.found(), told.wrong()));
    }

    @Test
    void findsNearlyAllThatHasAChecksumOrAForm() {
        RedactionFigures.measured().kinds().forEach((kind, measured) -> {
            assertThat(measured.planted()).as("%s", kind).isGreaterThan(200);
            double wanted = switch (kind) {
                case IBAN, CARD, NIR -> 0.99;
                case NAME -> 0.85;
                default -> 0.95;
            };
            assertThat(measured.recall()).as("%s", kind).isGreaterThanOrEqualTo(wanted);
        });
    }

    @Test
    void changesNothingTheSecondTime() {
        PlantedTexts texts = new PlantedTexts(7);
        for (int i = 0; i < 300; i++) {
            String once = redactor.redact(texts.next().text()).text();
            assertThat(redactor.redact(once).text()).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FR76 3000 6000 0112 3456 7890 189 est mon compte|[IBAN] est mon compte",
                "FR76 3000 6000 0112 3456 7890 188 est faux|FR76 3000 6000 0112 3456 7890 188 est faux",
                "de89370400440532013000|[IBAN]",
                "carte 4111 1111 1111 1111.|carte [CARD].",
                "commande 4111 1111 1111 1112.|commande 4111 1111 1111 1112.",
                "NIR 2 69 05 49 588 157 80 !|NIR [NIR] !",
                "NIR 2 69 05 49 588 157 81 !|NIR 2 69 05 49 588 157 81 !",
                "écris-moi : jean.dupont+a@exemple.fr.|écris-moi : [EMAIL].",
                "tel 06.12.34.56.78 ou +32 475 12 34 56|tel [PHONE] ou [PHONE]",
                "version 10.2.3.4 et 192.168.1.14|version 10.2.3.4 et [IP]",
                "à 12:30:45 en 2001:db8:1:2:3:4:5:6|à 12:30:45 en [IP]",
                "je suis né le 3 mai 1961 à Brest|je suis né le [BIRTH_DATE] à Brest",
                "la bataille du 3 mai 1961|la bataille du 3 mai 1961",
                "j'habite 12 bis rue des Lilas, 69003 Lyon depuis peu|j'habite [ADDRESS] depuis peu",
                "I live at 221B Baker Street, London|I live at [ADDRESS]",
                "Mme Garnier dit que Garnier est là|Mme [NAME] dit que [NAME] est là",
                "Palmarès de Claude Monet et Victor Hugo|Palmarès de Claude Monet et Victor Hugo",
                "Je m'appelle Pascal Dupont|Je m'appelle [NAME]",
                "My name is Dylan Brown.|My name is [NAME].",
                "Mme Claude Lefort est malade.|Mme [NAME] est malade.",
                "Mon voisin Martin Ford a un cancer.|Mon voisin [NAME] a un cancer.",
                "Mme France Girard|Mme [NAME]",
                "J'ai vu Hugo Bernard hier|J'ai vu [NAME] hier",
                "Ici Londres|Ici Londres",
                "Marie Curie et Charles de Gaulle|Marie Curie et Charles de Gaulle",
                "clé sk-abcdefghijklmnopqrstuvwx0123|clé [KEY]",
                "https://a.fr/x?id=1&token=abcdef123456 ici|[SECRET_URL] ici",
                "https://a.fr/x?id=1 ici|https://a.fr/x?id=1 ici"
            })
    void takesOutWhatIsPersonalAndLeavesTheRest(String text, String left) {
        assertThat(redactor.redact(text).text()).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mon mot de passe est hunter2", "password: hunter2", "numéro 12345678901234567"})
    void doubtsWhatLooksLikeASecretThatNoRuleKnows(String text) {
        assertThat(redactor.redact(text).doubt()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a ",
                "1 ",
                "A",
                "un ",
                "Jean ",
                "a@",
                "1.",
                "1:",
                "FR76",
                "né le ",
                "\n",
                "Cordialement ",
                "a.",
                "(",
                " point ",
                "é",
                "M. ",
                "12 rue a ",
                "https://a?",
                "+3 ",
                "-",
                "Aa'"
            })
    void takesLinearTimeOnHostileTexts(String unit) {
        String text = unit.repeat(100_000 / unit.length());
        assertTimeoutPreemptively(Duration.ofSeconds(15), () -> redactor.redact(text));
    }

    @Test
    void knowsEachKindsMark() {
        assertThat(List.of(Personal.values())).extracting(Personal::mark).contains("[EMAIL]", "[SECRET_URL]");
    }
}
