import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

public class LinesTest implements PluginTest {

    private static final int PORT = @PORT@;

    public void whatIsSaidIsAnswered(TestBot bot) throws IOException {
        bot.adapter("lines", Map.of("port", String.valueOf(PORT)));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("whatnow\n".getBytes(StandardCharsets.UTF_8));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
            assert answer.contains("whatnow") : answer;
        }
    }

    public void keepsToTheContract(TestBot bot) {
        bot.verify(bot.adapter("lines", Map.of("port", "0")), "room");
    }
}
