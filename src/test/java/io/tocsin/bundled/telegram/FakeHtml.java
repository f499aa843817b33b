package io.tocsin.bundled.telegram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the HTML that Telegram understands, as strictly as it does, and gives back what people see. */
final class FakeHtml {

    private static final Set<String> TAGS = Set.of("b", "i", "u", "s", "a", "code", "pre", "blockquote");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)((?: [a-z]+=\"[^\"<>]*\")*)>");
    private static final Pattern ENTITY = Pattern.compile("&(?:lt|gt|amp|quot|#\\d+);");

    private FakeHtml() {}

    /** @throws IllegalArgumentException with Telegram's words if it cannot be read */
    static String seen(String html) {
        StringBuilder seen = new StringBuilder();
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(html);
        int at = 0;
        while (tag.find()) {
            seen.append(text(html.substring(at, tag.start())));
            at = tag.end();
            if (!TAGS.contains(tag.group(2))) {
                throw wrong("Unsupported start tag \"" + tag.group(2) + "\"");
            }
            if (tag.group(1).isEmpty()) {
                open.push(tag.group(2));
            } else if (open.isEmpty() || !open.pop().equals(tag.group(2))) {
                throw wrong("Unmatched end tag");
            }
        }
        if (!open.isEmpty()) {
            throw wrong("Can't find end tag corresponding to start tag \"" + open.pop() + "\"");
        }
        return seen.append(text(html.substring(at))).toString();
    }

    private static String text(String part) {
        String rest = ENTITY.matcher(part).replaceAll("");
        if (rest.contains("<") || rest.contains(">") || rest.contains("&")) {
            throw wrong("Unsupported start tag");
        }
        return part.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("Bad Request: can't parse entities: " + why);
    }
}
