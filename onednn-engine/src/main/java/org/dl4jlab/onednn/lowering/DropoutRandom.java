package org.dl4jlab.onednn.lowering;

import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's random numbers for dropout, bit for bit, without its operations' overhead: a function of
 * two words of state and an index, from libnd4j's {@code RandomGenerator}. From the same seed, the
 * masks are those that stock DL4J draws.
 */
public final class DropoutRandom {

  private static final long SEED_MASK = 0xdeadbeef; // an int in ND4J's Java code, so sign-extended
  private static final long STEPS_MASK = 0xdeadbeefL; // unsigned in its C++ code
  private static final int ONE = 0x3f800000; // the bits of 1.0f

  private long root;
  private long node;

  /** Starts anew. */
  public void seed(long seed) {
    root = seed;
    node = seed ^ SEED_MASK;
  }

  /** Fills a mask: {@code 1 / keep} with probability {@code keep}, else 0. */
  void draw(float[] mask, float keep) {
    float kept = 1 / keep;
    for (int i = 0; i < mask.length; i++) {
      mask[i] = uniform(i) >= keep ? 0 : kept;
    }
    advance(mask.length);
  }

  /** Lets ND4J's own generator draw on from here while something is done. */
  void lend(Runnable work) {
    Random nd4j = Nd4j.getRandom();
    long userRoot = nd4j.rootState();
    long userNode = nd4j.nodeState();
    nd4j.setStates(root, node);
    try {
      work.run();
    } finally {
      root = nd4j.rootState();
      node = nd4j.nodeState();
      nd4j.setStates(userRoot, userNode);
    }
  }

  private float uniform(long index) {
    long a = root | ((index + 2) * (node + 24243287));
    long b = node ^ ((index + 2) * (a + 723829));
    int word = Integer.rotateLeft((int) (a ^ b) * 0x9E3779BB, 5) * 5;
    return Float.intBitsToFloat(ONE | (word >>> 9)) - 1;
  }

  private void advance(long steps) {
    int low = (int) node;
    int high = (int) (node >>> 32) ^ low;
    int newLow = Integer.rotateLeft(low, 26) ^ high ^ (high << 9);
    int newHigh = Integer.rotateLeft(high, 13);
    node = ((long) newHigh << 32 | newLow & 0xFFFFFFFFL) ^ steps ^ STEPS_MASK;
  }
}
