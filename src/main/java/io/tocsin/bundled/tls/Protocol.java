package io.tocsin.bundled.tls;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a protocol asks for TLS in the middle of a connection. */
enum Protocol {
    /** RFC 3207. */
    SMTP {
        @Override
        void upgrade(Wire wire, Attempt attempt) throws IOException {
            greeting(Replies.ofThreeDigits(wire, attempt, "net.await.greeting"), "220", attempt);
            wire.send("EHLO tocsin.invalid\r\n");
            List<String> offers = Replies.ofThreeDigits(wire, attempt, "net.await.reply");
            agreed(offers, "250", "EHLO", attempt);
            if (offers.stream().noneMatch(line -> line.substring(4).strip().equalsIgnoreCase("STARTTLS"))) {
                throw new Trouble(Phrase.of("net.starttls.none", attempt.there()));
            }
            wire.send("STARTTLS\r\n");
            agreed(Replies.ofThreeDigits(wire, attempt, "net.await.reply"), "220", "STARTTLS", attempt);
        }
    },
    /** RFC 9051. */
    IMAP {
        @Override
        void upgrade(Wire wire, Attempt attempt) throws IOException {
            greeting(Replies.line(wire, attempt, "net.await.greeting"), "* OK", attempt);
            wire.send("t1 STARTTLS\r\n");
            agreed(Replies.tagged(wire, attempt, "t1 "), "t1 OK", "STARTTLS", attempt);
        }
    },
    /** RFC 2595. */
    POP3 {
        @Override
        void upgrade(Wire wire, Attempt attempt) throws IOException {
            greeting(Replies.line(wire, attempt, "net.await.greeting"), "+OK", attempt);
            wire.send("STLS\r\n");
            agreed(Replies.line(wire, attempt, "net.await.reply"), "+OK", "STLS", attempt);
        }
    },
    /** RFC 4217. */
    FTP {
        @Override
        void upgrade(Wire wire, Attempt attempt) throws IOException {
            greeting(Replies.ofThreeDigits(wire, attempt, "net.await.greeting"), "220", attempt);
            wire.send("AUTH TLS\r\n");
            agreed(Replies.ofThreeDigits(wire, attempt, "net.await.reply"), "234", "AUTH TLS", attempt);
        }
    },
    /** RFC 4511, section 4.14. */
    LDAP {
        @Override
        void upgrade(Wire wire, Attempt attempt) throws IOException {
            wire.send(LdapStartTls.request());
            attempt.await(Phrase.of("net.await.reply"));
            LdapStartTls.read(wire, attempt);
        }
    },
    /** The message SSLRequest. */
    POSTGRES {
        @Override
        void upgrade(Wire wire, Attempt attempt) throws IOException {
            wire.send(new byte[] {0, 0, 0, 8, 4, (byte) 0xD2, 0x16, 0x2F});
            attempt.await(Phrase.of("net.await.reply"));
            int reply = wire.read();
            if (reply == 'N') {
                throw new Trouble(Phrase.of("net.starttls.none", attempt.there()));
            }
            if (reply != 'S') {
                throw new Trouble(
                        Phrase.of("net.starttls.greeting", attempt.there(), name,
                                Clean.text(Character.toString(reply))));
            }
        }
    };

    final String name = name().toLowerCase(Locale.ROOT);

    /** Goes on until the server is ready for the handshake. */
    abstract void upgrade(Wire wire, Attempt attempt) throws IOException;

    /** The one of a port; of an unknown one SMTP, as Gatus has it. */
    static Protocol ofPort(int port) {
        return switch (port) {
            case 143 -> IMAP;
            case 110 -> POP3;
            case 21 -> FTP;
            case 389 -> LDAP;
            case 5432 -> POSTGRES;
            default -> SMTP;
        };
    }

    /** @throws Refusal if there is none of that name */
    static Protocol named(String name) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.name.equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.of("net.starttls.protocol", Clean.text(name),
                        Arrays.stream(values()).map(protocol -> protocol.name).collect(Collectors.joining(", "))));
    }

    void greeting(List<String> lines, String good, Attempt attempt) throws Trouble {
        if (!lines.getLast().toUpperCase(Locale.ROOT).startsWith(good)) {
            throw new Trouble(
                    Phrase.of("net.starttls.greeting", attempt.there(), name, Clean.text(lines.getLast())));
        }
    }

    static void agreed(List<String> lines, String good, String command, Attempt attempt) throws Trouble {
        if (!lines.getLast().toUpperCase(Locale.ROOT).startsWith(good.toUpperCase(Locale.ROOT))) {
            throw new Trouble(
                    Phrase.of("net.starttls.refused", attempt.there(), command, Clean.text(lines.getLast())));
        }
    }
}
