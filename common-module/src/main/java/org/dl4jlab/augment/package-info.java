/** Images changed at random for training, and seen in several ways for tests. */
package org.dl4jlab.augment;
