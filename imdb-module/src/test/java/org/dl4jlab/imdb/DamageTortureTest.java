package org.dl4jlab.imdb;

import org.dl4jlab.testing.Mutations;
import org.junit.jupiter.api.Tag;

/** The same with many more. */
@Tag("torture")
class DamageTortureTest extends DamageTest {

  @Override
  int count() {
    return Mutations.MANY;
  }
}
