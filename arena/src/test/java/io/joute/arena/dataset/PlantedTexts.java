package io.joute.arena.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/** Generates conversations, half French, half English, with items planted in them; the same ones for the same seed. */
final class PlantedTexts {
    private static final List<String> FRENCH = List.of(
            "Peux-tu m'aider à écrire une lettre de réclamation ?",
            "La commande 4512-889-201 devait arriver le 12 mars 2024, elle a coûté 1 250,50 €.",
            "Victor Hugo est né en 1802 et Marie Curie a reçu deux prix Nobel.",
            "J'utilise la version 3.11.4 et le port 8080 sur 127.0.0.1.",
            "Le train 6607 part à 14 h 35, voie 12, il y a 465 kilomètres.",
            "La Révolution commence le 14 juillet 1789 à Paris.",
            "Combien font 123456 fois 789 ?",
            "Mon dossier porte la référence 2024/00123/AB.",
            "L'ISBN du livre est 978-2-07-036822-8.",
            "Il y a un, deux, trois petits chats sur la place de la mairie.",
            "Un pain coûte un euro vingt, la rue est calme et le boulevard aussi.",
            "Merci beaucoup, c'est exactement ce que je voulais savoir.");
    private static final List<String> ENGLISH = List.of(
            "Can you help me write a complaint?",
            "Order 4512-889-201 was due on 12 March 2024 and cost $1,250.50.",
            "Charles Dickens wrote it in 1859, and Albert Einstein was born later.",
            "I am on version 3.11.4 and port 8080 of 127.0.0.1.",
            "The 10:45 train covers 465 kilometres; platform 12.",
            "The ISBN is 978-0-14-143960-0, second edition.",
            "What is 123456 times 789?",
            "My reference is 2024/00123/AB.",
            "There are one, two, three small cats on the main street.",
            "New York and San Francisco are 4129 km apart.",
            "Please meet me at the corner at 5 pm, I am Very Happy about it.",
            "Thanks a lot, that is exactly what I wanted to know.");
    /** Names of no private person, in no list of ours; one sentence in forty. */
    private static final List<String> HARD = List.of(
            "Jean Valjean vole un pain, puis Thomas Mann et Charlotte Brontë entrent en scène.",
            "I drank a Rose Champagne while Martin Scorsese filmed at 12 Grand Hotel Square.");

    private static final List<String> SURNAMES = List.of(
            "Dupont",
            "Lefèvre",
            "Garnier",
            "Nguyen",
            "Benali",
            "Traoré",
            "Le Goff",
            "Kowalski",
            "Moreau",
            "Da Silva",
            "Rossignol",
            "Schmitt",
            "Okafor",
            "O'Neill",
            "Haddad",
            "Petitjean",
            "Vandenberghe",
            "Castellani",
            "Smith",
            "Patel",
            "Walker",
            "Thompson",
            "Ivanov",
            "Yilmaz",
            "Delacroix-Petit");
    /** Every second one is in no list of ours. */
    private static final List<String> FIRST = List.of(
            "Camille",
            "Enguerrand",
            "Sophie",
            "Kwame",
            "Karim",
            "Siobhan",
            "Emily",
            "Wassila",
            "Thomas",
            "Anouk",
            "Laura",
            "Idrissa",
            "James",
            "Maëlys",
            "Hannah",
            "Priya",
            "Julien",
            "Tancrède",
            "Sarah",
            "Oumou");

    private final Random random;

    PlantedTexts(long seed) {
        random = new Random(seed);
    }

    /** A planted item: what must be gone. */
    record Item(Personal kind, String text) {}

    /** A conversation: what was planted, and the same without it. */
    record Conversation(String text, String plain, List<Item> items) {}

    Conversation next() {
        boolean french = random.nextBoolean();
        List<String> with = new ArrayList<>();
        List<String> without = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        int sentences = 3 + random.nextInt(5);
        for (int i = 0; i < sentences; i++) {
            String filler = random.nextInt(40) == 0 ? pick(HARD) : pick(french ? FRENCH : ENGLISH);
            with.add(filler);
            without.add(filler);
            if (random.nextInt(3) == 0) {
                with.add(planted(french, items));
            }
        }
        return new Conversation(String.join(" ", with), String.join(" ", without), items);
    }

    private String planted(boolean french, List<Item> items) {
        Personal kind = pick(List.of(Personal.values()));
        String item = switch (kind) {
            case EMAIL -> email();
            case PHONE -> phone(french);
            case IBAN -> iban();
            case CARD -> card();
            case NIR -> nir();
            case IP -> ip();
            case KEY -> key();
            case SECRET_URL -> secretUrl();
            case ADDRESS -> address(french);
            case BIRTH_DATE -> birthDate(french);
            case NAME -> name();
        };
        items.add(new Item(kind, kind == Personal.NAME ? lastWord(item) : item));
        return sentence(kind, french, item);
    }

    private String sentence(Personal kind, boolean french, String item) {
        return switch (kind) {
            case BIRTH_DATE ->
                french
                        ? pick(List.of("Je suis né le ", "Date de naissance : ", "Elle est née le ")) + item + "."
                        : pick(List.of("I was born on ", "Date of birth: ", "My birthday is ")) + item + ".";
            case NAME ->
                french
                        ? pick(List.of(
                                        "Je m'appelle %s.",
                                        "Bonjour, ici %s.",
                                        "J'ai vu Mme %s hier.",
                                        "Mon collègue %s est parti.",
                                        "Hier %s est passé chez moi.",
                                        "Cordialement,\n%s"))
                                .formatted(item)
                        : pick(List.of(
                                        "My name is %s.",
                                        "This is %s.",
                                        "I met Mr %s yesterday.",
                                        "My colleague %s left.",
                                        "Yesterday %s came by.",
                                        "Best regards,\n%s"))
                                .formatted(item);
            case ADDRESS -> (french ? "J'habite au " : "I live at ") + item + ".";
            case EMAIL, PHONE, IBAN, CARD, NIR, IP, KEY, SECRET_URL ->
                french
                        ? pick(List.of("Voici : %s.", "C'est le %s, merci.", "Note bien %s"))
                                .formatted(item)
                        : pick(List.of("Here it is: %s.", "It is %s, thanks.", "Please note %s"))
                                .formatted(item);
        };
    }

    private String email() {
        String local = pick(FIRST).toLowerCase(Locale.ROOT)
                + pick(List.of(".", "_", ""))
                + lower(pick(SURNAMES))
                + pick(List.of("", "75", "+joute"));
        String domain = pick(List.of("exemple", "mail-poste", "uni-lyon", "example"));
        String end = pick(List.of("fr", "com", "org", "co.uk", "eu"));
        return switch (random.nextInt(6)) {
            case 0 -> local + " (at) " + domain + "." + end;
            case 1 -> local.replace("+joute", "") + " at " + domain + " dot " + end.replace(".", " dot ");
            case 2 -> (local + "@" + domain + "." + end).toUpperCase(Locale.ROOT);
            case 3 -> local + "[at]" + domain + "[dot]" + end.replace(".", "[dot]");
            default -> local + "@" + domain + "." + end;
        };
    }

    private String phone(boolean french) {
        String mobile = "06" + digits(8);
        String local = mobile.substring(1);
        return switch (random.nextInt(french ? 9 : 8)) {
            case 0 -> spaced(mobile, " ", 2);
            case 1 -> spaced(mobile, ".", 2);
            case 2 -> mobile;
            case 3 -> "+33 " + local.charAt(0) + ' ' + spaced(local.substring(1), " ", 2);
            case 4 -> "0033" + local;
            case 5 -> "+49 151 " + digits(8);
            case 6 -> "+44 7" + digits(3) + ' ' + digits(6);
            case 7 ->
                french
                        ? spaced(mobile, "-", 2)
                        : "(" + (2 + random.nextInt(7)) + digits(2) + ") " + digits(3) + "-" + digits(4);
            default ->
                "zéro six, " + pick(List.of("douze", "quinze", "seize")) + ", vingt-trois, "
                        + pick(List.of("quarante-deux", "trente et un")) + ", dix";
        };
    }

    private String iban() {
        record Form(String country, int length) {}
        Form form = pick(List.of(
                new Form("FR", 27),
                new Form("DE", 22),
                new Form("BE", 16),
                new Form("ES", 24),
                new Form("IT", 27),
                new Form("LU", 20)));
        String account = form.country.equals("IT") ? "X" + digits(form.length - 5) : digits(form.length - 4);
        String iban = form.country + check(form.country, account) + account;
        return switch (random.nextInt(4)) {
            case 0 -> spaced(iban, " ", 4);
            case 1 -> iban.toLowerCase(Locale.ROOT);
            case 2 -> spaced(iban, "-", 4);
            default -> iban;
        };
    }

    private static String check(String country, String account) {
        StringBuilder number = new StringBuilder();
        for (char c : (account + country + "00").toCharArray()) {
            number.append(Character.digit(c, 36));
        }
        int rest = new java.math.BigInteger(number.toString())
                .mod(java.math.BigInteger.valueOf(97))
                .intValue();
        return "%02d".formatted(98 - rest);
    }

    private String card() {
        String start = pick(List.of("4", "51", "55", "2221", "37"));
        int length = start.equals("37") ? 15 : 16;
        String number = start + digits(length - 1 - start.length());
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int twice = digit * 2;
            sum += i % 2 == 1 ? digit : twice > 9 ? twice - 9 : twice;
        }
        String whole = number + (10 - sum % 10) % 10;
        return switch (random.nextInt(3)) {
            case 0 -> spaced(whole, " ", 4);
            case 1 -> spaced(whole, "-", 4);
            default -> whole;
        };
    }

    private String nir() {
        boolean corsica = random.nextInt(10) == 0;
        String start = "" + (1 + random.nextInt(2)) + "%02d".formatted(random.nextInt(100))
                + "%02d".formatted(1 + random.nextInt(12));
        String place = corsica ? pick(List.of("2A", "2B")) : "%02d".formatted(1 + random.nextInt(95));
        String rest = digits(6);
        String number =
                (start + place + rest).replace("2A", corsica ? "19" : "2A").replace("2B", corsica ? "18" : "2B");
        String key = "%02d".formatted(97 - Long.parseLong(number) % 97);
        return random.nextBoolean()
                ? start.charAt(0) + " " + start.substring(1, 3) + " " + start.substring(3) + " " + place + " "
                        + rest.substring(0, 3) + " " + rest.substring(3) + " " + key
                : start + place + rest + key;
    }

    private String ip() {
        return random.nextInt(4) == 0
                ? "2001:db8:%x:%x:%x:%x:%x:%x"
                        .formatted(
                                random.nextInt(65536),
                                random.nextInt(65536),
                                random.nextInt(65536),
                                random.nextInt(65536),
                                random.nextInt(65536),
                                random.nextInt(65536))
                : (1 + random.nextInt(126)) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                        + (1 + random.nextInt(254));
    }

    private String key() {
        return switch (random.nextInt(4)) {
            case 0 -> "sk-" + letters(40);
            case 1 -> "AKIA" + letters(16).toUpperCase(Locale.ROOT);
            case 2 -> "ghp_" + letters(36);
            default -> "hf_" + letters(34);
        };
    }

    private String secretUrl() {
        return random.nextBoolean()
                ? "https://drive.exemple.fr/doc?id=12&token=" + letters(24)
                : "https://" + letters(6) + ":" + letters(9) + "@intranet.example.com/page";
    }

    private String address(boolean french) {
        String number = String.valueOf(1 + random.nextInt(199));
        return french
                ? number + pick(List.of(" ", " bis ", ", ")).replace("bis ", "bis ")
                        + pick(List.of("rue", "avenue", "boulevard", "chemin", "impasse")) + " "
                        + pick(List.of(
                                "des Lilas",
                                "du Général-Leclerc",
                                "de la République",
                                "Victor-Hugo",
                                "des Trois Moulins"))
                        + pick(List.of(", 69003 Lyon", ", 35000 Rennes", " 13005 Marseille", ", 93200 Saint-Denis", ""))
                : number + " " + pick(List.of("Oak", "Church", "High", "Maple Tree", "Victoria")) + " "
                        + pick(List.of("Street", "Road", "Avenue", "Lane", "Drive"))
                        + pick(List.of(", Leeds", ", Bristol BS1 4ND", ", Springfield, IL 62704", ""));
    }

    private String birthDate(boolean french) {
        int day = 1 + random.nextInt(28);
        int month = 1 + random.nextInt(12);
        int year = 1940 + random.nextInt(70);
        String name = java.time.Month.of(month)
                .getDisplayName(java.time.format.TextStyle.FULL, french ? Locale.FRENCH : Locale.ENGLISH);
        return switch (random.nextInt(3)) {
            case 0 -> "%02d/%02d/%d".formatted(day, month, year);
            case 1 -> french ? day + " " + name + " " + year : name + " " + day + ", " + year;
            default -> "%d-%02d-%02d".formatted(year, month, day);
        };
    }

    private String name() {
        return random.nextInt(5) == 0 ? pick(FIRST) : pick(FIRST) + " " + pick(SURNAMES);
    }

    private static String lastWord(String name) {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-zéèë]", "");
    }

    private static String spaced(String text, String gap, int size) {
        return text.replaceAll("(.{" + size + "})(?=.)", "$1" + gap);
    }

    private String digits(int count) {
        return drawn(count, () -> (char) ('0' + random.nextInt(10)));
    }

    private String letters(int count) {
        String all = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        return drawn(count, () -> all.charAt(random.nextInt(all.length())));
    }

    private static String drawn(int count, Supplier<Character> character) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(character.get());
        }
        return text.toString();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
