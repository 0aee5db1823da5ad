package io.joute.arena.dataset;

import java.util.List;
import java.util.regex.Pattern;

/** Words that tell names of people from others. */
final class NameLists {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Common first names in France and in English-speaking countries. */
    static final List<String> FIRST = words("""
            Adam Adrien Adèle Agathe Agnès Alain Albert Alex Alexandra Alexandre Alice Aline Amandine Amina
            Amy Amélie Anaïs Andrea Andrew André Anna Anne Annie Anthony Antoine Antonio Arnaud Arthur
            Ashley Audrey Aurélie Aurélien Axel Aïcha Baptiste Barbara Benjamin Benoît Bernadette Bernard
            Bertrand Betty Brian Brigitte Bruno Béatrice Camille Carl Carlos Carole Caroline Catherine
            Chantal Charles Charlie Charlotte Chloé Chris Christelle Christian Christine Christophe
            Christopher Claire Clara Claude Claudine Clémence Clément Colette Corinne Cyril Cécile Cédric
            Céline Damien Daniel Danièle David Deborah Delphine Denis Denise Diane Didier Dominique Donald
            Dorothy Dylan Edward Elizabeth Ella Emily Emma Emmanuel Emmanuelle Enzo Eric Estelle Ethan Eva
            Fabien Fabrice Fanny Fatima Fatou Florence Florent Florian Franck Frank François Françoise
            Frédéric Félix Gabriel Gabrielle Gary Gaëlle Geneviève Geoffrey George Georges Gilbert Gilles
            Grace Grégory Guillaume Guy Gérald Gérard Hannah Harry Henri Henry Hervé Hugo Hélène Ibrahim
            Inès Isabelle Jack Jacob Jacqueline Jacques Jamal James Jane Janine Jason Jean Jeanne Jeff
            Jennifer Jeremy Jessica Joan Joanna Johanna John Jonathan Jordan Joseph Joshua Josiane José
            Joël Julia Julie Julien Juliette Justin Justine Jérémie Jérôme Karen Karim Karine Kate
            Katherine Kelly Kevin Khadija Kimberly Laetitia Larry Laura Laure Laurence Laurent Leïla Liam
            Lina Linda Lisa Louis Louise Loïc Luc Lucas Lucie Lucy Ludovic Léa Léo Léon Madeleine Manon
            Marc Marcel Margaret Margaux Marguerite Maria Marie Marine Marion Mark Martin Martine Mary
            Mathieu Mathilde Matthew Matthieu Maurice Max Maxime Mehdi Michael Michel Michelle Michèle
            Mickaël Mohamed Mohammed Monique Muriel Myriam Mélanie Mélissa Nadia Nadine Nancy Naomi
            Nathalie Nathan Nicolas Nicole Noah Nora Noé Noémie Océane Odette Olga Olivia Olivier Oscar
            Pascal Pascale Patrice Patricia Patrick Paul Paula Paulette Pauline Peter Philippe Pierre
            Quentin Rachel Rachid Raphaël Raymond Rebecca Renaud René Richard Robert Robin Roger Roland
            Romain Ronald Rose Roxane Ryan Régine Rémi Sabrina Salim Sam Samantha Samir Samuel Sandra
            Sandrine Sarah Scott Serge Simon Simone Sofia Solange Sonia Sophia Sophie Stephen Steven
            Stéphane Stéphanie Susan Suzanne Sylvain Sylvie Sébastien Tania Tatiana Thierry Thomas Théo
            Théodore Thérèse Tiffany Tim Timothy Tom Tony Tristan Valentin Valérie Vanessa Victor Victoria
            Vincent Virginie Véronique William Xavier Yann Yannick Yasmine Youssef Yves Yvette Yvonne Zoé
            Édouard Élisabeth Élise Élodie Éric Étienne""");

    /** Whole names that everyone knows: they are no private person's. Each begins with one of the first names above. */
    static final List<String> FAMOUS = lines("""
            Albert Camus
            Albert Einstein
            Alexandre Dumas
            Antoine de Saint-Exupéry
            Arthur Rimbaud
            Carl Jung
            Charles Baudelaire
            Charles Darwin
            Charles Dickens
            Charles de Gaulle
            Charlie Chaplin
            Claude Debussy
            Claude Monet
            Claude Opus
            Claude Sonnet
            Daniel Bernoulli
            David Bowie
            Donald Trump
            Emmanuel Kant
            Emmanuel Macron
            François Hollande
            François Mitterrand
            Frédéric Chopin
            George Orwell
            George Washington
            Georges Brassens
            Georges Clemenceau
            Gustave Eiffel
            Gustave Flaubert
            Henri Matisse
            Henry Ford
            Jacques Brel
            Jacques Chirac
            Jane Austen
            Jean Jaurès
            Jeanne d'Arc
            John Kennedy
            John Lennon
            Joseph Fourier
            Louis Pasteur
            Marie Antoinette
            Marie Curie
            Michael Jackson
            Nicolas Sarkozy
            Oscar Wilde
            Paul Cézanne
            Paul McCartney
            Paul Verlaine
            Pierre Curie
            René Descartes
            Samuel Beckett
            Simone Veil
            Simone de Beauvoir
            Thomas Bayes
            Thomas Edison
            Victor Hugo
            Walt Disney
            William Shakespeare""");

    /** Places that may follow "ici" or "this is", where they name nobody. */
    static final List<String> PLACES = words("France London Londres Paris Washington York");

    /** Capitalised words that are no names. */
    static final List<String> NO_NAMES = words("""
            Amazon American Anglais April Are August Bonjour Bonsoir Can Ce Ces Cette Combien Comment Could
            De December Des Did Dimanche Directeur Director Directrice Do Docteur Doctor Does Du Elle Elles
            English Everyone Excel Facebook February Français French Friday German Going Google Hello Her
            Here Hi His How Il Ils Is It Italian January Java Je Jeudi July June La Le Les Looking Lundi Ma
            Madam Madame Mademoiselle Maire March Mardi May Mayor Merci Mercredi Mes Microsoft Minister
            Ministre Mon Monday Monsieur My Not Nous November October On Our Où Please Pourquoi President
            Professeur Professor Président Présidente Python Quand Que Quel Quelle Qui Quoi Sa Samedi
            Saturday September Ses Should Sir So Son Spanish Sunday Ta Tes Thanks That The Their There
            These This Those Thursday Ton Trying Tu Tuesday Un Une Vendredi Very Vous Was Wednesday Were
            What When Where Which Who Why Will Word Would Writing Your""");

    private NameLists() {}

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).toList();
    }

    private static List<String> words(String text) {
        return SPACE.splitAsStream(text.strip()).toList();
    }
}
