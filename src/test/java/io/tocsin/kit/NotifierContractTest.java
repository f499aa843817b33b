package io.tocsin.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract finds each of the ways in which a channel can break it. */
final class NotifierContractTest {

    /** Keeps to everything. */
    private static class Good implements Notifier {

        final Map<String, String> posted = new HashMap<>();

        @Override
        public String post(String address, String key, Message message) throws RoomException {
            if (!address.equals("room")) {
                throw new RoomException(RoomException.Kind.REFUSED, "there is no room " + address);
            }
            posted.put(key, "ref-" + key);
            return "ref-" + key;
        }

        @Override
        public boolean edits() {
            return true;
        }

        @Override
        public void edit(String address, String reference, Message message) {}

        @Override
        public Optional<String> find(String address, String key) {
            return Optional.ofNullable(posted.get(key));
        }
    }

    private static List<String> broken(Notifier channel) {
        return new NotifierContract(channel, "room").broken();
    }

    @Test
    void whoKeepsToItHasNothingBroken() {
        assertThat(broken(new Good())).isEmpty();
    }

    @Test
    void aChannelThatDoesLittleKeepsToItToo() {
        assertThat(broken((address, key, message) -> "")).isEmpty();
    }

    @Test
    void aTextMayNotBreakIt() {
        assertThat(broken(new Good() {
            @Override
            public String post(String address, String key, Message message) throws RoomException {
                if (message.text().length() > 4_000) {
                    throw new IllegalStateException("too long");
                }
                return super.post(address, key, message);
            }
        })).containsExactly(
                "  post of a very long text: it threw java.lang.IllegalStateException: too long;"
                        + " only RoomException may be thrown",
                "  post of very many lines: it threw java.lang.IllegalStateException: too long;"
                        + " only RoomException may be thrown");
    }

    @Test
    void aRefusalNeedsAReason() {
        assertThat(broken(new Good() {
            @Override
            public void edit(String address, String reference, Message message) {
                throw new IllegalArgumentException(reference);
            }

            @Override
            public Optional<String> findReply(String address, String reference, String key) throws RoomException {
                throw new RoomException(RoomException.Kind.LATER, "");
            }
        })).anyMatch(line -> line.startsWith("  edit: it threw"))
                .contains("  findReply: it was refused without a reason");
    }

    @Test
    void whatIsFoundMustBeWhatWasPosted() {
        assertThat(broken(new Good() {
            @Override
            public Optional<String> find(String address, String key) {
                return Optional.of("another");
            }
        })).contains(
                "  find: it gave another reference than post",
                "  find: it gave a reference for a key that was never used");
    }

    @Test
    void whoEditsNeedsAReference() {
        assertThat(broken(new Good() {
            @Override
            public String post(String address, String key, Message message) throws RoomException {
                super.post(address, key, message);
                return "";
            }
        })).contains("  edit: it says that it edits, but post gave no reference");
    }

    @Test
    void closingTwiceDoesNoHarm() {
        assertThat(broken(new Good() {
            private boolean closed;

            @Override
            public void close() {
                if (closed) {
                    throw new IllegalStateException("closed already");
                }
                closed = true;
            }
        })).singleElement().asString().startsWith("  close once more: it threw");
    }

    @Test
    void theRoomItMustReachIsReached() {
        assertThat(new NotifierContract(new Good(), "elsewhere").broken())
                .contains("  post: it was refused: there is no room elsewhere");
    }
}
