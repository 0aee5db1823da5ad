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

    /** Words of names that everyone knows: they are no private person's. */
    static final List<String> KNOWN = words("""
            Antoinette Arc Aristote Austen Bach Balzac Baudelaire Bayes Beauvoir Beethoven Bell Bernoulli
            Biden Bohr Bonaparte Bowie Brassens Brel Camus Cervantes Chaplin Chirac Chopin Churchill Claude
            Clemenceau Curie Curtis Cézanne Dante Darwin Debussy Descartes Dickens Disney Dreyfus Dumas
            Dylan Edison Eiffel Einstein Euler Flaubert Ford Fourier France Freud Gandhi Gates Gaulle Gauss
            Gemini Goethe Gogh Hawking Hemingway Hitchcock Hitler Hollande Hugo Jackson Jaurès Jobs Jung
            Kafka Kant Kennedy Kubrick Laplace Lenine Lennon Lincoln London Londres Louis-XIV Lovelace
            Luther Lénine Macron Mandela Manet Marx Matisse Mbappé McCartney Messi Mitterrand Molière Monet
            Mozart Musk Napoléon Newton Nietzsche Obama Opus Orwell Paris Pascal Pasteur Piaf Picasso
            Planck Platon Presley Proust Pétain Renoir Rimbaud Ronaldo Roosevelt Rousseau Rowling
            Saint-Exupéry Sarkozy Sartre Shakespeare Sonnet Spielberg Spinoza Stalin Staline Tesla Tolkien
            Tolstoy Tolstoï Trump Turing Verlaine Verne Vinci Voltaire Washington XIV XVI York Zidane Zola
            Zuckerberg""");

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

    private static List<String> words(String text) {
        return SPACE.splitAsStream(text.strip()).toList();
    }
}
