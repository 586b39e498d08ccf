package org.dl4jlab.cli;

import java.io.ObjectInputFilter;

/**
 * Java's own objects in files, which no program here reads: libraries that would, when somebody
 * smuggles them in, are refused them.
 */
public final class JavaObjects {

  private static final ObjectInputFilter NONE = ObjectInputFilter.Config.createFilter("!*");

  private JavaObjects() {}

  /**
   * Refuses them in the whole process: for {@code main} alone, since a library's callers may have
   * their own ideas. A filter that the person has given by {@code -Djdk.serialFilter} stays.
   */
  public static void refuse() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(NONE);
    }
  }
}
