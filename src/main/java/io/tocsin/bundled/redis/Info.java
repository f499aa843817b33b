package io.tocsin.bundled.redis;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code INFO} answers, one {@code name:value} a line, as fields that conditions can look into. */
final class Info {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    /** Such as {@code keys=5,expires=0} of {@code db0} and {@code ip=...,state=online,lag=1} of {@code slave0}. */
    private static final Pattern PARTS = Pattern.compile("\\w+=[^,=]*(,\\w+=[^,=]*)+");

    private Info() {}

    static Map<String, Object> of(String info) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (String line : info.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                figures.put(line.substring(0, colon), value(line.substring(colon + 1)));
            }
        }
        return figures;
    }

    private static Object value(String text) {
        if (PARTS.matcher(text).matches()) {
            Map<String, Object> parts = new LinkedHashMap<>();
            for (String part : text.split(",")) {
                int equals = part.indexOf('=');
                parts.put(part.substring(0, equals), scalar(part.substring(equals + 1)));
            }
            return parts;
        }
        return scalar(text);
    }

    private static Object scalar(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
    }
}
