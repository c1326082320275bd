/* The demo's script and answers, as they lie in assets/. */
    .section .rodata

    .macro asset name, file
    .global \name
    .global \name\()_end
\name:
    .incbin "\file"
\name\()_end:
    .byte 0
    .endm

    asset server_asset_script, "demo.jsonl"
    asset server_asset_emotes, "demo_emotes.json"
    asset server_asset_flairs, "demo_flairs.json"
    asset server_asset_logs, "demo_logs.txt"

#if defined(__linux__) && defined(__ELF__)
    .section .note.GNU-stack, "", %progbits
#endif
