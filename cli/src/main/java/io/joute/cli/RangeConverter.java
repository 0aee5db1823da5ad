package io.joute.cli;

import io.joute.arena.energy.Range;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 70} or {@code 44-132}. */
final class RangeConverter implements ITypeConverter<Range> {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)(?:[-–](\\d+(?:\\.\\d+)?))?");

    @Override
    public Range convert(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no number or range; expected 70 or 44-132");
        }
        double low = Double.parseDouble(matcher.group(1));
        double high = matcher.group(2) == null ? low : Double.parseDouble(matcher.group(2));
        if (low > high) {
            throw new TypeConversionException("'" + text + "' is a range whose low end is above its high end");
        }
        return new Range(low, high);
    }
}
