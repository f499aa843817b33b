package io.tocsin.chat;

import io.tocsin.spi.Message;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Role;
import io.tocsin.spi.Talk;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
import java.time.Instant;
import java.time.ZoneId;

/** What a built-in command can do beyond what plugins can. */
public interface ChatTalk extends Talk {

    /** The talk that a built-in command was handed. */
    static ChatTalk of(Talk talk) {
        if (talk instanceof ChatTalk own) {
            return own;
        }
        throw new IllegalArgumentException("this talk was not made by the chat: " + talk.getClass().getName());
    }

    /** Answers in the language of the room. */
    void say(Phrase phrase);

    /** Answers that it was not done, and why; for the audit log the command was refused. */
    void refuse(Phrase why);

    /** Answers with a long text, a page at a time; the rest comes with {@code more}. */
    void page(String text);

    /** Answers with a long text, the severity and title of a message with its first page. */
    void page(Message message);

    /** Asks the person yes or no; does it if they say yes in the same room within five minutes. */
    void confirm(Phrase question, Confirmed action);

    /** What the person may do in this room. */
    Role role();

    /** Whether the person has the bot to themselves: a direct message, or the console. */
    boolean direct();

    /** The room's time zone. */
    ZoneId zone();

    /** When the line was dealt with. */
    Instant now();

    /** What the person reads here. */
    Language language();

    /** The words of that language. */
    Catalogue catalogue();

    /** What is done after a yes. */
    @FunctionalInterface
    interface Confirmed {

        /**
         * Does it, and replies.
         *
         * @throws io.tocsin.spi.Refusal to answer with its phrase
         */
        void run() throws Exception;
    }
}
