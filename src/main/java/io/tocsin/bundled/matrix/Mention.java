package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Html;
import java.util.regex.Pattern;

/** Whom a notice may ping: somebody's id, or everybody in the room. What it says is beside the text and not in it. */
final class Mention {

    private static final Pattern PERSON =
            Pattern.compile("@[\\x21-\\x39\\x3b-\\x7e]{1,200}:[A-Za-z0-9.:\\[\\]-]{1,200}");
    private static final String EVERYBODY = "room";

    private Mention() {}

    static boolean pings(String mention) {
        return mention.equals(EVERYBODY) || PERSON.matcher(mention).matches();
    }

    /** What {@code m.mentions} says; with nothing in it nobody is pinged, whatever stands in the text. */
    static ObjectNode json(String mention) {
        ObjectNode mentions = Api.body();
        if (mention.equals(EVERYBODY)) {
            mentions.put("room", true);
        } else if (pings(mention)) {
            mentions.putArray("user_ids").add(mention);
        }
        return mentions;
    }

    /** With a space behind; empty for whom it does not know. */
    static String text(String mention) {
        if (mention.equals(EVERYBODY)) {
            return "@room ";
        }
        return pings(mention) ? mention + " " : "";
    }

    /** The same with a link, as clients make it. */
    static String html(String mention) {
        return PERSON.matcher(mention).matches()
                ? "<a href=\"https://matrix.to/#/" + Html.escape(mention) + "\">" + Html.escape(mention) + "</a> "
                : text(mention);
    }
}
