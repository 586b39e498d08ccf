/**
 * A person's own pictures: how they are laid out, in folders or archives, and kept for next time.
 */
package org.dl4jlab.cifar.own;
