package io.tocsin.bundled.mail;

import io.tocsin.net.ScriptedServer;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on loopback that says to each command what the test wants; a real one would not. */
public final class OddServer implements AutoCloseable {

    /** Says nothing any more. */
    public static final String SILENCE = "silence";
    /** Hangs up. */
    public static final String CUT = "cut";
    /** The time before anything was said. */
    public static final String GREETING = "greeting";
    /** The end of a mail. */
    public static final String END = "end of data";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final ScriptedServer server;

    /** @param answers command or its beginning, answer, command, answer, ... */
    public OddServer(String... answers) throws IOException {
        for (int i = 0; i < answers.length; i += 2) {
            says(answers[i], answers[i + 1]);
        }
        server = new ScriptedServer(this::serve);
    }

    /** From now on. */
    public void says(String command, String answer) {
        answers.put(command, answer);
    }

    public void saysAsOthersDo(String command) {
        answers.remove(command);
    }

    public int port() {
        return server.port();
    }

    /** All that came and begin like this. */
    public List<String> commands(String beginning) {
        return commands.stream().filter(line -> line.startsWith(beginning)).toList();
    }

    /** The mails that were handed over in full, taken or not. */
    public List<String> mails() {
        return List.copyOf(mails);
    }

    private void serve(Socket socket) throws IOException {
        answer(socket, GREETING, "220 odd.example.com ESMTP");
        while (true) {
            String line = ScriptedServer.line(socket);
            commands.add(line);
            if (line.startsWith("EHLO")) {
                answer(socket, line, "250-odd.example.com\r\n250 SIZE 10000000");
            } else if (line.equals("DATA")) {
                if (answer(socket, line, "354 go on").startsWith("354")) {
                    mails.add(data(socket));
                    answer(socket, END, "250 taken");
                }
            } else if (line.isEmpty() || line.equals("QUIT")) {
                return;
            } else {
                answer(socket, line, "250 fine");
            }
        }
    }

    private static String data(Socket socket) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = raw(socket); !line.equals(".\r"); line = raw(socket)) {
            lines.add(line);
        }
        return String.join("\n", lines);
    }

    private static String raw(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read(); next != '\n'; next = socket.getInputStream().read()) {
            if (next < 0) {
                throw new IOException("the other side went away");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private String answer(Socket socket, String command, String usual) throws IOException {
        String answer = answers.entrySet().stream()
                .filter(entry -> command.startsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(usual);
        switch (answer) {
            case SILENCE -> ScriptedServer.drain(socket);
            case CUT -> throw new IOException("hung up");
            default -> ScriptedServer.say(socket, answer + "\r\n");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
