package org.dl4jlab.program;

/** Turns a program into one that computes the same in another way. */
@FunctionalInterface
public interface Rewrite {

  Program apply(Program program);

  /** This one first, then another. */
  default Rewrite then(Rewrite next) {
    return program -> next.apply(apply(program));
  }
}
