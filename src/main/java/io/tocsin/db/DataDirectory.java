package io.tocsin.db;

import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The directory of one running bot, held against a second one by a lock that dies with the process. */
public final class DataDirectory implements AutoCloseable {

    /** Far behind the pid, so that a system with mandatory locks lets the second process read it. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_PID = 20;

    private final Path path;
    private final FileChannel file;

    private DataDirectory(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Makes the directory where it is missing, and holds it.
     *
     * @throws Refusal if another process holds it, or it cannot be used
     */
    public static DataDirectory lock(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            return new DataDirectory(absolute, hold(absolute));
        } catch (IOException e) {
            throw Refusal.of("db.directory", absolute.toString(), e.toString());
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static FileChannel hold(Path directory) throws IOException {
        FileChannel file = FileChannel.open(
                directory.resolve("tocsin.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (tryLock(file) == null) {
            String pid = read(file);
            file.close();
            throw Refusal.of("db.running", directory.toString(), pid);
        }
        try {
            file.write(bytes(Long.toString(ProcessHandle.current().pid())), 0);
            file.truncate(Long.toString(ProcessHandle.current().pid()).length());
        } catch (IOException e) {
            // a full disk must not keep the bot from starting: the lock itself is held
            file.truncate(0);
        }
        return file;
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_PID);
        file.read(buffer, 0);
        String pid = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "?" : pid;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
