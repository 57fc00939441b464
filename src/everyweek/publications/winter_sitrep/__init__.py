"""The urgent and emergency care daily situation report of the winters: the workbooks, and tidy copies of them."""
