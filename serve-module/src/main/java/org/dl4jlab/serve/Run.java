package org.dl4jlab.serve;

import org.dl4jlab.serve.model.ServedModel;

/**
 * A run to serve. Several of one name are its versions.
 *
 * @param name as addresses have it
 */
public record Run(String name, ServedModel model) {

  /** What a name may look like. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  public Run {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "A model's name has letters, digits, dots, hyphens and underscores, unlike '%s'"
              .formatted(name));
    }
  }
}
