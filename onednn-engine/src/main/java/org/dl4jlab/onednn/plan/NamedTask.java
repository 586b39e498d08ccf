package org.dl4jlab.onednn.plan;

/**
 * Work of our own between oneDNN's primitives, with a name for the profile.
 *
 * @param work what is done
 */
public record NamedTask(String name, Runnable work) implements Runnable {

  @Override
  public void run() {
    work.run();
  }

  @Override
  public String toString() {
    return name;
  }
}
