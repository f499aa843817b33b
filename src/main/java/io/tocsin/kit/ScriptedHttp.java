package io.tocsin.kit;

import io.tocsin.spi.Http;
import io.tocsin.spi.testing.TestHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The internet of a test: answers what it was told to, and keeps in mind what nobody had foreseen. */
final class ScriptedHttp implements Http, TestHttp {

    private final Map<String, Optional<Answer>> answers = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Set<String> unforeseen = new LinkedHashSet<>();

    @Override
    public synchronized Answer send(Request request) throws IOException {
        String name = name(request);
        requests.add(request);
        Optional<Answer> answer = answers.get(name);
        if (answer == null) {
            unforeseen.add(name);
            throw new IOException(Failure.WORDS.say("kit.unanswered", name));
        }
        return answer.orElseThrow(() -> new ConnectException("connection refused: " + name));
    }

    private static String name(Request request) {
        return request.method().toUpperCase(Locale.ROOT) + " " + request.url();
    }

    @Override
    public TestHttp answer(String request, int status, String body) {
        return answer(request, new Answer(status, Map.of(), body));
    }

    @Override
    public synchronized TestHttp answer(String request, Answer answer) {
        answers.put(known(request), Optional.of(answer));
        return this;
    }

    @Override
    public synchronized TestHttp fail(String request) {
        answers.put(known(request), Optional.empty());
        return this;
    }

    private static String known(String request) {
        if (!request.matches("[A-Z]+ https?://\\S+")) {
            throw new IllegalArgumentException(Failure.WORDS.say("kit.request", request));
        }
        return request;
    }

    @Override
    public synchronized List<String> asked() {
        return requests.stream().map(ScriptedHttp::name).toList();
    }

    @Override
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What was asked and had no answer. */
    synchronized Set<String> unforeseen() {
        return new LinkedHashSet<>(unforeseen);
    }
}
