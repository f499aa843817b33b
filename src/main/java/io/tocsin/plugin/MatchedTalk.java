package io.tocsin.plugin;

import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Talk;
import java.util.Optional;
import java.util.regex.MatchResult;

/** A line that matched a listener's pattern. */
record MatchedTalk(Talk talk, MatchResult match) implements Talk {

    @Override
    public Person person() {
        return talk.person();
    }

    @Override
    public String room() {
        return talk.room();
    }

    @Override
    public Optional<String> thread() {
        return talk.thread();
    }

    @Override
    public String text() {
        return talk.text();
    }

    /** A group that took no part in the match is empty text. */
    @Override
    public String group(int number) {
        String group = match.group(number);
        return group == null ? "" : group;
    }

    @Override
    public void reply(Message message) {
        talk.reply(message);
    }

    @Override
    public void replyInThread(Message message) {
        talk.replyInThread(message);
    }
}
