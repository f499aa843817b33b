package io.tocsin.channel;

import java.util.regex.Pattern;

/**
 * A text of a chat that understands some HTML, within its limit. What is put in is data: none of it can format, link or
 * ping, also where a chat makes links of bare addresses. Used by one thread.
 */
public final class Html {

    /** Has no width and breaks no line; the bot leaves it out when somebody pastes what it stands in. */
    private static final String JOINER = "\u2060";

    private static final Pattern LINK =
            Pattern.compile(
                    "://|(?i:mailto:)|@(?=\\S)|[#$](?=\\p{L})|(?<![^\\s(\"'])/(?=\\w)|(?<=[A-Za-z0-9])\\.(?=[A-Za-z])");
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s/]\\S{0,2000}");
    private static final int LONGEST_LINE = 4_000;
    private static final int SMALLEST_CUT = 4;

    private final String lineEnd;
    private final StringBuilder shown = new StringBuilder();
    private int left;

    /**
     * An empty text.
     *
     * @param lineEnd how a line ends, such as {@code <br>}
     * @param most how many UTF-16 units may be seen
     */
    public Html(String lineEnd, int most) {
        this.lineEnd = lineEnd;
        this.left = most;
    }

    /**
     * Adds a line unless it is too long for what is left.
     *
     * @param seen how many UTF-16 units of it are seen
     * @return whether it was added
     */
    public boolean line(String html, int seen) {
        int needed = seen + (shown.isEmpty() ? 0 : 1);
        if (needed > left) {
            return false;
        }
        shown.append(shown.isEmpty() ? "" : lineEnd).append(html);
        left -= needed;
        return true;
    }

    /** Adds a line of one part that stands between tags, such as {@code <b>} and {@code </b>}, if it fits. */
    public boolean line(String before, String text, String after) {
        String inert = inert(text);
        return line(before + escape(inert) + after, inert.length());
    }

    /**
     * Adds lines, as many as fit, and a sign if those are not all.
     *
     * @param most how many UTF-16 units of them may be seen
     * @return whether those are all
     */
    public boolean lines(String text, int most) {
        int kept = Math.max(0, left - most);
        left -= kept;
        boolean whole = true;
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length && whole; i++) {
            int sign = i == lines.length - 1 ? 0 : Cut.MORE.length() + 1;
            left -= sign;
            whole = lines[i].length() <= LONGEST_LINE && line("", lines[i], "");
            left += sign;
            if (!whole) {
                cutOff(i == 0 ? lines[i] : "");
            }
        }
        left += kept;
        return whole;
    }

    /** A first line that is too long is cut through, any other is left out. */
    private void cutOff(String line) {
        String inert = inert(line.substring(0, Math.min(line.length(), LONGEST_LINE)));
        int room = left - (shown.isEmpty() ? 0 : 1);
        if (room >= SMALLEST_CUT || room > 0 && line.isEmpty()) {
            String cut = line.isEmpty() ? Cut.MORE : Cut.chars(inert + Cut.MORE, room);
            line(escape(cut), cut.length());
        }
    }

    public boolean isEmpty() {
        return shown.isEmpty();
    }

    @Override
    public String toString() {
        return shown.toString();
    }

    /** The same letters, broken where a chat would see an address, a name, a topic or a command in them. */
    public static String inert(String text) {
        return LINK.matcher(text).replaceAll("$0" + JOINER);
    }

    /** What has a meaning in HTML, as what it looks like. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** A link; the label alone if the address is none of the web. */
    public static String link(String label, String url) {
        String shown = escape(inert(label.isEmpty() ? "link" : label));
        return WEB.matcher(url).matches() ? "<a href=\"" + escape(url) + "\">" + shown + "</a>" : shown;
    }
}
