"""What an assistant is answered over the Model Context Protocol: `answers` from the library, `server` with the official SDK."""
