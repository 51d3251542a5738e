package io.lumbar.api;

/** Starts the product. */
public final class Lumbar {

    private Lumbar() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] args) {
        org.springframework.boot.SpringApplication.run(Lumbar.class, args);
    }
}
