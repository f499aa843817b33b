import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import java.nio.file.attribute.FileTime;
import module java.base;

public class FileAgeTest implements PluginTest {

    public void aFileHasItsAge(TestBot bot) throws IOException {
        Path file = Files.createTempFile("age", ".txt");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
        Result result = bot.check(file.toUri().toString());
        Files.delete(file);
        assert result.connected();
        assert result.status().getAsInt() >= 3_600 : result;
        assert bot.check(file.toUri().toString()).failure().isPresent();
    }
}
