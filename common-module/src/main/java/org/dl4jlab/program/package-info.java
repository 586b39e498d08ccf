/**
 * What a DL4J network computes, read once into an immutable program of operations, from which every
 * engine is made. Nothing in here knows any engine.
 */
package org.dl4jlab.program;
