package io.lumbar.infrastructure.embedded;

/** A database user. Its text form leaves the password out. */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return user;
    }
}
