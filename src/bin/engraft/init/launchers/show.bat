@echo off
rem A double click opens this site in the browser, to be read and written. Close the window to stop.
cd /d "%~dp0"
where engraft >nul 2>nul
if errorlevel 1 (
    echo The program engraft is not installed on this machine, or not where programs are looked for.
    pause
    exit /b 1
)
engraft desk
pause
