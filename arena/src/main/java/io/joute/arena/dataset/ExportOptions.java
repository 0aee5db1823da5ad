package io.joute.arena.dataset;

import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyMethod;
import java.util.List;
import java.util.Set;

/**
 * How to export.
 *
 * @param shapes which tables
 * @param formats how they are written
 * @param method energy method whose estimates go out
 * @param licence name of the licence that the data card states
 * @param reviewed ids of duels that a person read: they go out though something in them looks doubtful
 */
public record ExportOptions(
        Set<Shape> shapes, List<TableFormat> formats, EnergyMethod method, String licence, Set<String> reviewed) {
    /** Every shape as JSON lines, energy by EcoLogits 0.9, under the Open Licence 2.0. */
    public static final ExportOptions DEFAULT = new ExportOptions(
            Set.of(Shape.values()),
            List.of(TextFormat.JSONL),
            new EcoLogits09(),
            "Licence Ouverte / Open Licence 2.0",
            Set.of());

    public ExportOptions {
        shapes = Set.copyOf(shapes);
        formats = List.copyOf(formats);
        reviewed = Set.copyOf(reviewed);
        if (shapes.isEmpty() || formats.isEmpty() || licence.isBlank()) {
            throw new IllegalArgumentException("an export has " + shapes.size() + " shapes, " + formats.size()
                    + " formats and the licence '" + licence + "', expected one or more of each and a licence");
        }
    }

    /** Copy of these shapes and formats. */
    public ExportOptions with(Set<Shape> otherShapes, List<TableFormat> otherFormats) {
        return new ExportOptions(otherShapes, otherFormats, method, licence, reviewed);
    }

    /** Copy whose energy is estimated by another method. */
    public ExportOptions estimatedBy(EnergyMethod other) {
        return new ExportOptions(shapes, formats, other, licence, reviewed);
    }

    /** Copy under another licence. */
    public ExportOptions under(String other) {
        return new ExportOptions(shapes, formats, method, other, reviewed);
    }

    /** Copy with duels that a person read. */
    public ExportOptions withReviewed(Set<String> ids) {
        return new ExportOptions(shapes, formats, method, licence, ids);
    }
}
