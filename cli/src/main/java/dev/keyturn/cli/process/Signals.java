// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.process;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Takes signals of the operating system.
///
/// The JDK has one way to do so, `sun.misc.Signal` in its supported module `jdk.unsupported`; javac warns
/// of it in a way that cannot be answered in the code, therefore it is called by reflection.
final class Signals {

    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private Signals() {}

    /// Runs `action` when this signal arrives first; later ones do what they do to a process that does not listen.
    ///
    /// @param name without `SIG`
    static void once(String name, Runnable action) {
        try {
            var byDefault = Class.forName(HANDLER).getField("SIG_DFL").get(null);
            install(name, handler(() -> {
                installAgain(name, byDefault);
                action.run();
            }));
        } catch (ReflectiveOperationException e) {
            throw unavailable(e);
        }
    }

    private static Object handler(Runnable reaction) throws ReflectiveOperationException {
        var run = MethodHandles.publicLookup().findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
        var caught = MethodHandles.dropArguments(run.bindTo(reaction), 0, Class.forName(SIGNAL));
        return MethodHandleProxies.asInterfaceInstance(Class.forName(HANDLER), caught);
    }

    private static void installAgain(String name, Object handler) {
        try {
            install(name, handler);
        } catch (ReflectiveOperationException e) {
            throw unavailable(e);
        }
    }

    private static void install(String name, Object handler) throws ReflectiveOperationException {
        var signalType = Class.forName(SIGNAL);
        var signal = signalType.getConstructor(String.class).newInstance(name);
        var _ = signalType
                .getMethod("handle", signalType, Class.forName(HANDLER))
                .invoke(null, signal, handler);
    }

    private static IllegalStateException unavailable(ReflectiveOperationException cause) {
        return new IllegalStateException(
                "This JVM does not let us take signals; it lacks the module jdk.unsupported", cause);
    }
}
