"""The sync protocol: messages, the HubApi both ends implement, push, pull and the httpx client."""
