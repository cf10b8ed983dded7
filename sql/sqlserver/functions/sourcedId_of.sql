-- A text of a request as a sourcedId to look for; N'?', which no record has, in place of one that none
-- can have: = takes no notice of blanks at the end, and what is too long would be cut.
create or alter function gcidm.sourcedId_of(@text nvarchar(max)) returns nvarchar(255) as
begin
    return case when len(@text) > 255 or right(@text, 1) = N' ' then N'?' else @text end;
end;
