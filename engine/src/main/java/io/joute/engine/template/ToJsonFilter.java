package io.joute.engine.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code tojson} as Python writes it; Jinjava's own leaves the spaces out. */
final class ToJsonFilter implements Filter {
    @Override
    public String getName() {
        return "tojson";
    }

    @Override
    public Object filter(@Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
        return PythonJson.compact(value);
    }

    @Override
    public Object filter(
            @Nullable Object value, JinjavaInterpreter interpreter, Object[] arguments, Map<String, Object> named) {
        return named.get("indent") instanceof Number indent
                ? PythonJson.of(value, Math.clamp(indent.intValue(), 0, 16))
                : PythonJson.compact(value);
    }
}
