-- A document's state, as the back-end computes it: the MD5 of its UTF-8 bytes, in lower-case hexadecimal
-- digits. Both are spelled out here: not every engine has a collation that encodes, or writes bytes as digits.
create or alter function gcidm.state_of(@doc nvarchar(max)) returns nvarchar(32) as
begin
    -- every byte, at the place of its number
    declare @byte varbinary(256) = 0x000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F
                                 + 0x303132333435363738393A3B3C3D3E3F404142434445464748494A4B4C4D4E4F505152535455565758595A5B5C5D5E5F
                                 + 0x606162636465666768696A6B6C6D6E6F707172737475767778797A7B7C7D7E7F808182838485868788898A8B8C8D8E8F
                                 + 0x909192939495969798999A9B9C9D9E9FA0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBCBDBEBF
                                 + 0xC0C1C2C3C4C5C6C7C8C9CACBCCCDCECFD0D1D2D3D4D5D6D7D8D9DADBDCDDDEDFE0E1E2E3E4E5E6E7E8E9EAEBECEDEEEF
                                 + 0xF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF;
    declare @utf8 varbinary(max) = 0x, @at int = 1, @length int = len(@doc + N'.') - 1, @code int, @next int;
    while @at <= @length
    begin
        set @code = unicode(substring(@doc, @at, 1));
        set @at = @at + 1;
        if @code between 55296 and 56319  -- half of a surrogate pair, where characters are UTF-16 units
        begin
            set @next = unicode(substring(@doc, @at, 1));
            set @at = @at + 1;
            set @code = 65536 + (@code - 55296) * 1024 + @next - 56320;
        end;
        if @code < 128
            set @utf8 = @utf8 + substring(@byte, 1 + @code, 1);
        else if @code < 2048
            set @utf8 = @utf8 + substring(@byte, 1 + 192 + @code / 64, 1) + substring(@byte, 1 + 128 + @code % 64, 1);
        else if @code < 65536
            set @utf8 = @utf8 + substring(@byte, 1 + 224 + @code / 4096, 1) + substring(@byte, 1 + 128 + @code / 64 % 64, 1)
                              + substring(@byte, 1 + 128 + @code % 64, 1);
        else
            set @utf8 = @utf8 + substring(@byte, 1 + 240 + @code / 262144, 1) + substring(@byte, 1 + 128 + @code / 4096 % 64, 1)
                              + substring(@byte, 1 + 128 + @code / 64 % 64, 1) + substring(@byte, 1 + 128 + @code % 64, 1);
    end;
    declare @hash varbinary(16) = hashbytes('MD5', @utf8), @digits nvarchar(32) = N'';
    set @at = 1;
    while @at <= 16
    begin
        set @code = cast(substring(@hash, @at, 1) as int);
        set @digits = @digits + substring(N'0123456789abcdef', 1 + @code / 16, 1) + substring(N'0123456789abcdef', 1 + @code % 16, 1);
        set @at = @at + 1;
    end;
    return @digits;
end;
