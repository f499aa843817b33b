package io.tocsin.bundled.ping;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;

/** The calls of Linux that are needed for an ICMP socket without root; a failed one is the negative of its error number. */
final class Kernel {

    static final int NO_NETWORK = 101;
    static final int NO_ROUTE = 113;

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_DGRAM = 2;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_ICMPV6 = 58;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_RCVBUF = 8;
    /** As much as the kernel gives: answers to thousands of monitors may come at once. */
    private static final int BUFFER = 4 << 20;
    private static final int TIMEVAL = 16;
    private static final int SOCKADDR_IN = 16;
    private static final int SOCKADDR_IN6 = 28;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle socket = call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private final MethodHandle setsockopt = call(
            "setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private final MethodHandle sendto = call(
            "sendto",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private final MethodHandle recv =
            call("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final MethodHandle close = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    @SuppressWarnings("restricted") // the bot is started with native access allowed
    private static MethodHandle call(String name, FunctionDescriptor form) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), form, Linker.Option.captureCallState("errno"));
    }

    /** A socket whose reads wait so many seconds at most. */
    int open(boolean six, int seconds) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int made = (int) socket.invokeExact(
                    state, six ? AF_INET6 : AF_INET, SOCK_DGRAM | CLOSE_ON_EXEC, six ? IPPROTO_ICMPV6 : IPPROTO_ICMP);
            if (made < 0) {
                return -error(state);
            }
            MemorySegment time = arena.allocate(TIMEVAL, Long.BYTES);
            time.set(JAVA_LONG, 0, seconds);
            MemorySegment room = arena.allocateFrom(JAVA_INT, BUFFER);
            int _ = (int) setsockopt.invokeExact(state, made, SOL_SOCKET, SO_RCVBUF, room, Integer.BYTES);
            int set = (int) setsockopt.invokeExact(state, made, SOL_SOCKET, SO_RCVTIMEO, time, TIMEVAL);
            return set < 0 ? -error(state) : made;
        } catch (Throwable broken) {
            throw new IOException("the system call socket cannot be made", broken);
        }
    }

    long send(int number, byte[] packet, InetAddress to) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, packet);
            MemorySegment address = address(arena, to);
            long sent = (long) sendto.invokeExact(
                    state, number, bytes, (long) packet.length, 0, address, (int) address.byteSize());
            return sent < 0 ? -error(state) : sent;
        } catch (Throwable broken) {
            throw new IOException("the system call sendto cannot be made", broken);
        }
    }

    /** @return how many bytes came; negative if none did */
    long receive(int number, MemorySegment into, Arena arena) throws IOException {
        try {
            MemorySegment state = arena.allocate(STATE);
            return (long) recv.invokeExact(state, number, into, into.byteSize(), 0);
        } catch (Throwable broken) {
            throw new IOException("the system call recv cannot be made", broken);
        }
    }

    void close(int number) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) close.invokeExact(arena.allocate(STATE), number);
        } catch (Throwable broken) {
            throw new IOException("the system call close cannot be made", broken);
        }
    }

    private static int error(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    private static MemorySegment address(Arena arena, InetAddress to) {
        boolean six = to instanceof Inet6Address;
        MemorySegment address = arena.allocate(six ? SOCKADDR_IN6 : SOCKADDR_IN, Integer.BYTES);
        address.set(SHORT.withOrder(ByteOrder.nativeOrder()), 0, (short) (six ? AF_INET6 : AF_INET));
        byte[] bytes = to.getAddress();
        MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, six ? 8 : 4, bytes.length);
        if (to instanceof Inet6Address zoned) {
            address.set(INT, 24, zoned.getScopeId());
        }
        return address;
    }
}
