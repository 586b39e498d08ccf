package org.dl4jlab.engine;

import java.lang.StackWalker.StackFrame;
import java.util.Set;

/** Who asks an accelerated network for its memory. */
final class Caller {

  private static final StackWalker STACK = StackWalker.getInstance();

  private static final Set<String> ASKED =
      Set.of(
          Caller.class.getName(),
          Acceleration.class.getName(),
          AcceleratedNetwork.class.getName(),
          AcceleratedGraph.class.getName());

  private static final Set<String> IN_PASSING =
      Set.of("org.deeplearning4j.", Caller.class.getPackageName() + ".");

  private Caller() {}

  /**
   * Whether the call comes from DL4J's code or from here, which look at parameters in passing: to
   * save, clone, print or evaluate a network. Anybody else may keep the views that he gets, and
   * read them or write to them after the next step.
   */
  static boolean asksInPassing() {
    return STACK.walk(
        frames ->
            frames
                .map(StackFrame::getClassName)
                .filter(name -> !ASKED.contains(name))
                .findFirst()
                .filter(name -> IN_PASSING.stream().anyMatch(name::startsWith))
                .isPresent());
  }
}
