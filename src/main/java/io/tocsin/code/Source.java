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

    private final Path path;
    private final String text;

    private Source(Path path, String text) throws URISyntaxException {
        super(new URI("plugin", null, "/" + path.getFileName(), null), Kind.SOURCE);
        this.path = path;
        this.text = text;
    }

    /** @throws UnloadableException if it is no text of a plugin's size */
    static Source read(Path path) throws UnloadableException {
        String place = path.toString();
        try {
            if (Files.size(path) > MOST_MEGABYTES << 20) {
                throw new UnloadableException(place, "plugin.too-big", String.valueOf(MOST_MEGABYTES));
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
            return new Source(path, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException foreign) {
            throw new UnloadableException(foreign, place, "plugin.not-utf8");
        } catch (IOException | URISyntaxException unreadable) {
            throw new UnloadableException(unreadable, place, "plugin.unreadable", unreadable.toString());
        }
    }

    Path path() {
        return path;
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
