package io.tocsin.code;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A source file, read once. */
final class Source extends SimpleJavaFileObject {

    private static final int MOST_MEGABYTES = 1;
    private static final String SUFFIX = ".java";
    private static final String OFF = "//OFF";
    /** Editors of Windows begin a file with it, and the compiler takes it for a part of the first word. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Path path;
    private final String text;

    private Source(Path path, String text, String file) {
        super(uri(file), Kind.SOURCE);
        this.path = path;
        this.text = text;
    }

    /** The compiler reads the name of a compact file's class from here. */
    private static URI uri(String file) {
        try {
            return new URI("plugin", null, "/" + file, null);
        } catch (URISyntaxException strange) {
            throw new IllegalArgumentException(file, strange);
        }
    }

    /** @throws UnloadableException if it is no text of a plugin's size */
    static Source read(Path path) throws UnloadableException {
        String place = path.toString();
        try {
            if (Files.size(path) > MOST_MEGABYTES << 20) {
                throw new UnloadableException(place, "plugin.too-big", String.valueOf(MOST_MEGABYTES));
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return new Source(path, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text,
                    path.getFileName().toString());
        } catch (CharacterCodingException foreign) {
            throw new UnloadableException(foreign, place, "plugin.not-utf8");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new UnloadableException(unreadable, place, "plugin.unreadable", unreadable.toString());
        }
    }

    /** The same under another name. */
    Source named(String name) {
        return new Source(path, text, name + SUFFIX);
    }

    /** The same with more around it. */
    Source with(String before, String after) {
        String file = toUri().getPath().substring(1);
        return new Source(path, before + text + after, file);
    }

    /** The name of the plugin that is expected in it. */
    String plugin() {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length()).replaceFirst("(?<=.)Plugin$", "");
    }

    /** Whether it says itself that somebody must ask for it first. */
    boolean waitsToBeWanted() {
        return text.lines().anyMatch(line -> line.equals(OFF) || line.startsWith(OFF + " "));
    }

    Path path() {
        return path;
    }

    String text() {
        return text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    /** Whatever the file is called: its name may be spelled otherwise on disk, and the class's name is what counts. */
    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return kind == Kind.SOURCE;
    }
}
