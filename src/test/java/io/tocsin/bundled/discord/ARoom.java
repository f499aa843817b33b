package io.tocsin.bundled.discord;

import io.tocsin.spi.Command;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Person;
import io.tocsin.spi.Receiver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes in what is said and leaves answering to the test. */
final class ARoom implements Receiver {

    final List<Incoming> heard = new CopyOnWriteArrayList<>();
    final List<String> moves = new CopyOnWriteArrayList<>();
    final List<Command> commands = new CopyOnWriteArrayList<>();
    final List<String> completed = new CopyOnWriteArrayList<>();
    volatile List<String> completions = List.of();
    volatile CompletableFuture<Void> dealtWith = CompletableFuture.completedFuture(null);

    @Override
    public CompletionStage<Void> receive(Incoming incoming) {
        heard.add(incoming);
        return dealtWith;
    }

    @Override
    public void moved(String address, Person person, boolean entered) {
        moves.add((entered ? "+" : "-") + person.id() + " " + person.name() + " " + address);
    }

    @Override
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    @Override
    public List<String> complete(String line) {
        completed.add(line);
        String last = line.substring(line.lastIndexOf(' ') + 1);
        return completions.stream().filter(word -> word.startsWith(last)).toList();
    }
}
