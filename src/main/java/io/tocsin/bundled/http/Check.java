package io.tocsin.bundled.http;

import io.tocsin.spi.Phases;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One check while it runs: its limit, and a stop-watch that OkHttp's events move from phase to phase, so that the phases
 * of all redirects add up to the whole time. Used by the thread of the check alone.
 */
final class Check extends EventListener {

    /** What is being done. */
    enum Stage {
        LOOKUP,
        CONNECT,
        TLS,
        ANSWER,
        BODY
    }

    /** The check of this thread: OkHttp asks for names and sockets without saying for which call. */
    private static final ThreadLocal<@Nullable Check> CURRENT = new ThreadLocal<>();

    private final ProbeContext context;
    private final Duration limit;
    private final long end;
    private final long mostTaken;
    private Stage stage = Stage.CONNECT;
    private long since = System.nanoTime();
    private long dns;
    private long connect;
    private long tls;
    private long firstByte;
    private long download;
    private @Nullable InetSocketAddress address;
    private @Nullable InetSocketAddress firstFailed;
    private int untried = 1;
    private @Nullable Connection connection;
    private @Nullable CheckSocket socket;
    private List<String> certificateNames = List.of();
    private @Nullable HttpUrl url;
    private int hops;
    private String lookedUp = "";
    private long bodyRead;
    private long bodyLength = -1;

    private Check(ProbeContext context, Duration limit, long mostTaken) {
        this.context = context;
        this.limit = limit;
        this.mostTaken = mostTaken;
        this.end = since + limit.toNanos();
    }

    /**
     * Begins a check on this thread, which must {@link #leave} it.
     *
     * @param mostTaken bytes that may come in as the answer to one request
     */
    static Check begin(ProbeContext context, Duration limit, long mostTaken) {
        Check check = new Check(context, limit, mostTaken);
        CURRENT.set(check);
        return check;
    }

    static void leave() {
        CURRENT.remove();
    }

    static @Nullable Check find() {
        return CURRENT.get();
    }

    static Check current() {
        Check check = find();
        if (check == null) {
            throw new IllegalStateException("no check runs on this thread");
        }
        return check;
    }

    Duration limit() {
        return limit;
    }

    /** Nanoseconds that are left, never less than 1: OkHttp takes 0 for no limit. */
    long left() {
        return Math.max(1, end - System.nanoTime());
    }

    boolean over() {
        return System.nanoTime() >= end;
    }

    long mostTaken() {
        return mostTaken;
    }

    /** Another request of the same check is about to be sent. */
    void hop(HttpUrl next) {
        url = next;
        hops++;
        connection = null;
        socket = null;
        firstFailed = null;
        untried = 1;
        enter(Stage.CONNECT);
    }

    /** Such as the proxy's in the place of the target's. */
    void lookingUp(String name) {
        lookedUp = name;
    }

    /** A name has so many addresses, which are tried in turn. */
    void addresses(int found) {
        untried = found;
    }

    /** Milliseconds that connecting to the next address may take, 0 for all that is left: each has its fair share. */
    int share() {
        int share = untried <= 1 ? 0 : (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left() / untried));
        untried--;
        return share;
    }

    /** @throws Refusal if the host of this hop must not be reached at this address */
    void allow(InetAddress there) {
        context.allow(url().host(), there);
    }

    /** What is asked in this hop. */
    HttpUrl url() {
        return Objects.requireNonNull(url, "no hop has begun");
    }

    /** The name last looked up, which may be the proxy's. */
    String lookedUp() {
        return lookedUp;
    }

    boolean redirected() {
        return hops > 1;
    }

    /** How much of a body had come when it ended too soon; its length is -1 where nobody has told. */
    void bodyBroke(long read, long length) {
        bodyRead = read;
        bodyLength = length;
    }

    long bodyRead() {
        return bodyRead;
    }

    long bodyLength() {
        return bodyLength;
    }

    Stage stage() {
        return stage;
    }

    /** What has been measured so far; the stop-watch goes on. */
    Phases phases() {
        enter(stage);
        return new Phases(dns, connect, tls, firstByte, download);
    }

    /** Whom the check has last tried to connect to, if anybody. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    /** Where it went wrong: while connecting, the reason is that of the first address. */
    @Nullable
    InetSocketAddress failedAt() {
        return stage == Stage.CONNECT && firstFailed != null ? firstFailed : address;
    }

    /** The connection in use, if there is one. */
    @Nullable
    Connection connection() {
        return connection;
    }

    /** The socket last made; none for a connection that was there already. */
    @Nullable
    CheckSocket socket() {
        return socket;
    }

    void socket(CheckSocket made) {
        socket = made;
    }

    /** Whom the socket really connects to, be it a proxy. */
    void connecting(InetSocketAddress there) {
        address = there;
    }

    /** Whom a certificate is for that did not fit the host. */
    List<String> certificateNames() {
        return certificateNames;
    }

    void certificateNames(List<String> names) {
        certificateNames = names;
    }

    private void enter(Stage next) {
        long now = System.nanoTime();
        long taken = now - since;
        switch (stage) {
            case LOOKUP -> dns += taken;
            case CONNECT -> connect += taken;
            case TLS -> tls += taken;
            case ANSWER -> firstByte += taken;
            case BODY -> download += taken;
        }
        since = now;
        stage = next;
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        lookedUp = domainName;
        enter(Stage.LOOKUP);
    }

    @Override
    public void dnsEnd(Call call, String domainName, List<InetAddress> addresses) {
        enter(Stage.CONNECT);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress next, Proxy proxy) {
        address = next;
        enter(Stage.CONNECT);
    }

    @Override
    public void connectFailed(
            Call call, InetSocketAddress there, Proxy proxy, @Nullable Protocol protocol, IOException reason) {
        if (firstFailed == null) {
            firstFailed = address == null ? there : address;
        }
    }

    @Override
    public void secureConnectStart(Call call) {
        enter(Stage.TLS);
    }

    @Override
    public void connectionAcquired(Call call, Connection acquired) {
        connection = acquired;
        address = acquired.route().socketAddress();
        enter(Stage.ANSWER);
    }

    /** The header's end: OkHttp tells of its first byte no sooner. */
    @Override
    public void responseHeadersEnd(Call call, Response response) {
        enter(Stage.BODY);
    }
}
