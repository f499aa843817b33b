package io.tocsin.bundled.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what Slack makes of a line back into what its writer typed. */
final class SlackText {

    private static final Pattern SPECIAL = Pattern.compile("<([^<>|]{1,3000})(?:\\|([^<>]{0,3000}))?>");

    private SlackText() {}

    static String plain(String text, String botId, String botName) {
        Matcher special = SPECIAL.matcher(text);
        String turned = special.replaceAll(found -> Matcher.quoteReplacement(
                plain(found.group(1), found.group(2) == null ? "" : found.group(2), botId, botName)));
        return turned.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static String plain(String what, String label, String botId, String botName) {
        return switch (what.charAt(0)) {
            case '@' -> !botId.isEmpty() && what.equals("@" + botId) ? "@" + botName : "slack:" + what.substring(1);
            case '#' -> label.isEmpty() ? what.substring(1) : "#" + label;
            case '!' -> label.isEmpty() ? "@" + what.substring(1) : label;
            // Slack links what looks like an address; whoever links by hand means the address
            default -> !label.isEmpty() && what.endsWith(label) ? label : what;
        };
    }
}
