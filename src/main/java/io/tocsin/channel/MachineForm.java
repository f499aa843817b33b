package io.tocsin.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.spi.Message;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A message for people and programs in one: its text, a line end, and a JSON array with one
 * {@code {"name","url","status"}} a monitor, where the status is {@code Error} or {@code Recover}.
 */
public final class MachineForm {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** What is neither trouble nor its end is told to people alone. */
    private static final Set<String> TROUBLE = Set.of("DOWN", "DEGRADED", "FLAPPING");

    private static final String RECOVERED = "RECOVERED";

    private MachineForm() {}

    /**
     * The array alone, {@code []} for a message that is about no monitor.
     *
     * @param most bytes of UTF-8; of what does not fit the last are left out
     */
    public static String array(Message message, int most) {
        StringBuilder array = new StringBuilder("[");
        int left = most - 2;
        for (Message.Subject subject : message.subjects()) {
            boolean recovered = subject.state().equals(RECOVERED);
            if (recovered || TROUBLE.contains(subject.state())) {
                String entry = entry(subject, recovered ? "Recover" : "Error");
                left -= size(entry) + 1;
                if (left < 0) {
                    break;
                }
                array.append(array.length() > 1 ? "," : "").append(entry);
            }
        }
        return array.append(']').toString();
    }

    private static String entry(Message.Subject subject, String status) {
        ObjectNode entry = MAPPER.createObjectNode();
        return entry.put("name", subject.monitor()).put("url", subject.url()).put("status", status).toString();
    }

    /**
     * The text, cut if need be, and the array after it, which has up to three quarters of the room.
     *
     * @param most bytes of UTF-8
     */
    public static String of(Message message, int most) {
        String array = array(message, most / 4 * 3);
        return Cut.bytes(Plain.visible(message.plain()), most - size(array) - 1) + "\n" + array;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
