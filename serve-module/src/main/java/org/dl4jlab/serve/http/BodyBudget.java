package org.dl4jlab.serve.http;

import java.util.concurrent.atomic.AtomicLong;
import org.dl4jlab.serve.model.Refusal;

/** How much memory the bodies of all requests together may take. */
final class BodyBudget {

  private final AtomicLong left;

  BodyBudget(long bytes) {
    left = new AtomicLong(bytes);
  }

  /**
   * @throws Refusal when so much is not left
   */
  void take(long bytes) {
    if (left.addAndGet(-bytes) < 0) {
      left.addAndGet(bytes);
      throw new Refusal(Refusal.BUSY, "Too much is being sent at once; try again later");
    }
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}
