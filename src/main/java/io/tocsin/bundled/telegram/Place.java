package io.tocsin.bundled.telegram;

import io.tocsin.channel.Plain;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chat, or one topic of a forum.
 *
 * @param chat its number, or {@code @name} of one that is public
 * @param topic 0 for none
 */
record Place(String chat, long topic) {

    private static final Pattern FORM =
            Pattern.compile("(?<chat>-?\\d{1,18}|@[A-Za-z]\\w{3,63})(?:/(?<topic>\\d{1,18}))?");
    private static final int SHOWN = 100;

    /** @throws RoomException if it is neither */
    static Place of(String address) throws RoomException {
        Matcher form = FORM.matcher(address);
        if (!form.matches()) {
            throw new RoomException(
                    Kind.REFUSED,
                    "telegram:" + Plain.line(address, SHOWN) + " is no chat of Telegram; write its number as in"
                            + " telegram:-1001234567890, telegram:@name of a public one, or telegram:<chat>/<topic>");
        }
        String topic = form.group("topic");
        return new Place(form.group("chat"), topic == null ? 0 : Long.parseLong(topic));
    }

    boolean isNamed() {
        return chat.startsWith("@");
    }

    Place withChat(String other) {
        return new Place(other, topic);
    }

    /** The address without the channel's prefix. */
    @Override
    public String toString() {
        return topic == 0 ? chat : chat + "/" + topic;
    }
}
