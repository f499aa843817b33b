package io.tocsin.via;

import io.tocsin.net.ScriptedServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy by RFC 1928 and 1929 on loopback. It knows names of its own, so nobody else needs to. */
public final class SocksServer implements AutoCloseable {

    private final ScriptedServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final int target;
    private volatile Optional<String> wanted = Optional.empty();
    private volatile int reply;

    /** @param target the port of loopback that every name leads to */
    public SocksServer(int target) throws IOException {
        this.target = target;
        this.server = new ScriptedServer(this::serve);
    }

    /** Lets nobody in who does not say this, as {@code user:password}. */
    public SocksServer wanting(String login) {
        wanted = Optional.of(login);
        return this;
    }

    /** Answers every request by this error. */
    public SocksServer replying(int error) {
        reply = error;
        return this;
    }

    public String address() {
        return server.address();
    }

    public String url() {
        return "socks5://" + server.address();
    }

    /** What it was asked to connect to. */
    public List<String> asked() {
        return asked;
    }

    public List<String> logins() {
        return logins;
    }

    private void serve(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        need(in.readByte() == 5);
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        byte method = (byte) (wanted.isPresent() ? 2 : 0);
        boolean known = false;
        for (byte one : methods) {
            known |= one == method;
        }
        out.write(new byte[] {5, known ? method : (byte) 0xFF});
        if (!known || wanted.isPresent() && !admits(in, out)) {
            return;
        }
        connect(in, out);
    }

    private boolean admits(DataInputStream in, OutputStream out) throws IOException {
        need(in.readByte() == 1);
        String user = text(in);
        String login = user + ":" + text(in);
        logins.add(login);
        boolean right = wanted.filter(login::equals).isPresent();
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    private void connect(DataInputStream in, OutputStream out) throws IOException {
        need(in.readByte() == 5 && in.readByte() == 1 && in.readByte() == 0);
        String host = switch (in.readByte()) {
            case 3 -> text(in);
            case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            default -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
        };
        asked.add(host + ":" + in.readUnsignedShort());
        out.write(new byte[] {5, (byte) reply, 0, 1, 127, 0, 0, 1, 0, 0});
        if (reply != 0) {
            return;
        }
        try (Socket there = new Socket(InetAddress.ofLiteral("127.0.0.1"), target)) {
            Thread back = Thread.ofVirtual().start(() -> copy(there, out));
            pass(in, there.getOutputStream());
            there.shutdownOutput();
            back.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, OutputStream to) {
        try {
            pass(from.getInputStream(), to);
        } catch (IOException gone) {
            // one of the two went away
        }
    }

    private static void pass(InputStream from, OutputStream to) throws IOException {
        byte[] bytes = new byte[8_192];
        for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
            to.write(bytes, 0, read);
            to.flush();
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }

    private static void need(boolean right) throws IOException {
        if (!right) {
            throw new IOException("that is not SOCKS5");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
